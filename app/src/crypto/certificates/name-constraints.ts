import { AsnConvert } from "@peculiar/asn1-schema";
import { NameConstraints, type Extension, type GeneralSubtree, type Name } from "@peculiar/asn1-x509";
import { bytesOf, sameBytes } from "../../protocol/index.ts";
import { parsed } from "./certificate.ts";

/**
 * Whether the constraints allow this subject (RFC 5280, section 4.2.1.10). Our CAs constrain directory names alone; a
 * constraint of the URIs that device certificates carry is not understood and therefore allows nothing.
 */
export function permitsName(constraints: Extension, subject: Name): boolean {
  const { permittedSubtrees, excludedSubtrees } = parsed(() =>
    AsnConvert.parse(constraints.extnValue.buffer, NameConstraints),
  );
  const permitted = Array.from(permittedSubtrees ?? []);
  const excluded = Array.from(excludedSubtrees ?? []);
  if ([...permitted, ...excluded].some(notUnderstood)) {
    return false;
  }
  const allowed = basesOf(permitted);
  const isAllowed = allowed.length === 0 || allowed.some((base) => within(subject, base));
  return isAllowed && !basesOf(excluded).some((base) => within(subject, base));
}

function notUnderstood({ base, minimum, maximum }: GeneralSubtree): boolean {
  return base.uniformResourceIdentifier !== undefined || minimum !== 0 || maximum !== undefined;
}

function basesOf(subtrees: readonly GeneralSubtree[]): readonly Name[] {
  return subtrees.map(({ base }) => base.directoryName).filter((name) => name !== undefined);
}

function within(subject: Name, base: Name): boolean {
  return [...base].every((part, at) => {
    const own = subject[at];
    return own !== undefined && sameBytes(bytesOf(AsnConvert.serialize(part)), bytesOf(AsnConvert.serialize(own)));
  });
}
