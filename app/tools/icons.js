/* global Buffer, URL, console */
/*
 * Draws the app's sign as PNG, for systems that take no SVG: `node tools/icons.js` writes public/icons/*.png.
 * The shapes are those of public/icons/konsil.svg on a field of 64 by 64.
 */
import { writeFileSync } from "node:fs";
import { crc32, deflateSync } from "node:zlib";

const ground = [0x0b, 0x63, 0x70];
const white = [0xff, 0xff, 0xff];
const samples = 4;

/** Whether the point lies in the rectangle with round corners. */
function inRectangle(x, y, left, top, right, bottom, radius) {
  const dx = Math.max(left + radius - x, x - (right - radius), 0);
  const dy = Math.max(top + radius - y, y - (bottom - radius), 0);
  return x >= left && x <= right && y >= top && y <= bottom && dx * dx + dy * dy <= radius * radius;
}

/** The tail of the bubble: a triangle below its left half. */
function inTail(x, y) {
  const depth = y - 46;
  return depth >= 0 && depth <= 9 && x >= 19 && x <= 31 - (depth - 1) * 1.17;
}

function inCross(x, y) {
  return inRectangle(x, y, 29, 18.5, 35, 41.5, 3) || inRectangle(x, y, 20.5, 27, 43.5, 33, 3);
}

/** Colour and opacity at a point of the field. */
function colourAt(x, y, corner) {
  if (!inRectangle(x, y, 0, 0, 64, 64, corner)) {
    return undefined;
  }
  const bubble = inRectangle(x, y, 11, 13, 53, 47, 9) || inTail(x, y);
  return bubble && !inCross(x, y) ? white : ground;
}

/** One pixel, as the mean of some points in it. */
function pixel(column, row, size, corner, scale) {
  const sums = [0, 0, 0, 0];
  for (let step = 0; step < samples * samples; step++) {
    const x = ((column + ((step % samples) + 0.5) / samples) / size) * 64;
    const y = ((row + (Math.floor(step / samples) + 0.5) / samples) / size) * 64;
    const inner = colourAt(32 + (x - 32) / scale, 32 + (y - 32) / scale, 0) ?? ground;
    if (colourAt(x, y, corner) !== undefined) {
      inner.forEach((part, index) => (sums[index] += part));
      sums[3] += 1;
    }
  }
  const covered = Math.max(sums[3], 1);
  return [...sums.slice(0, 3).map((sum) => Math.round(sum / covered)), Math.round((sums[3] / samples ** 2) * 255)];
}

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const ends = Buffer.alloc(8);
  ends.writeUInt32BE(data.length, 0);
  ends.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)]);
}

/** A PNG of eight bits per channel with opacity (ISO/IEC 15948). */
function png(size, corner, scale) {
  const rows = Array.from({ length: size }, (_, row) =>
    Buffer.from([0, ...Array.from({ length: size }, (_, column) => pixel(column, row, size, corner, scale)).flat()]),
  );
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  header.set([8, 6, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(Buffer.concat(rows), { level: 9 })),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

for (const [name, size, corner, scale] of [
  ["konsil-180", 180, 0, 1],
  ["konsil-192", 192, 15, 1],
  ["konsil-512", 512, 15, 1],
  ["konsil-maskable-512", 512, 0, 0.8],
]) {
  writeFileSync(new URL(`../public/icons/${name}.png`, import.meta.url), png(size, corner, scale));
  console.log(name);
}
