/** Why a PIN or passphrase is not taken. */
type PinFault = "too-short" | "too-long" | "repeated" | "sequence" | "date";

const leastDigits = 6;
const leastCharacters = 8;
const mostCharacters = 128;
const leastDifferent = 3;

/** Digits only are a PIN of six at least that nobody would try first; anything else is a passphrase of eight characters at least (A2). */
export function pinFault(pin: string): PinFault | undefined {
  const digitsOnly = /^[0-9]*$/u.test(pin);
  if (pin.length > mostCharacters) {
    return "too-long";
  }
  if (Array.from(pin).length < (digitsOnly ? leastDigits : leastCharacters)) {
    return "too-short";
  }
  if (isRepeated(pin)) {
    return "repeated";
  }
  if (!digitsOnly) {
    return undefined;
  }
  if (isSequence(pin)) {
    return "sequence";
  }
  return isDate(pin) ? "date" : undefined;
}

/** Too few different characters, or one short piece again and again. */
function isRepeated(pin: string): boolean {
  return new Set(pin).size < leastDifferent || /^(.+?)\1+$/u.test(pin);
}

/** One step all along, upwards or downwards and around the end, or the same with every digit twice. */
function isSequence(pin: string): boolean {
  const single = /^(?:(.)\1)+$/u.test(pin) ? pin.replace(/(.)\1/gu, "$1") : pin;
  const digits = Array.from(single, Number);
  const steps = digits.slice(1).map((digit, at) => (digit - (digits[at] ?? 0) + 10) % 10);
  return new Set(steps).size === 1 && (steps[0] === 1 || steps[0] === 9);
}

/** The ways in which people write a day: with two digits or four for the year, the year first or last. */
function isDate(pin: string): boolean {
  const parts = (pattern: RegExp): readonly number[] | undefined => pattern.exec(pin)?.slice(1).map(Number);
  const short = parts(/^(\d\d)(\d\d)(\d\d)$/u);
  if (short !== undefined) {
    const [first = 0, second = 0, third = 0] = short;
    return isDay(first, second) || isDay(second, first) || isDay(third, second) || isDay(second, third);
  }
  const yearLast = parts(/^(\d\d)(\d\d)(?:19|20)\d\d$/u);
  const yearFirst = parts(/^(?:19|20)\d\d(\d\d)(\d\d)$/u);
  return [yearLast, yearFirst].some((two) => {
    const [one = 0, other = 0] = two ?? [];
    return isDay(one, other) || isDay(other, one);
  });
}

function isDay(day: number, month: number): boolean {
  return day >= 1 && day <= 31 && month >= 1 && month <= 12;
}
