/** Changes with every change of what the cells of a learner mean: states of other versions are learned anew. */
const version = 1;
const magic = 0x574b4c52;
const headerBytes = 16;
const cellBytes = 8;

/** `magic, version, number of cells, checksum`, then the cells, little-endian. */
export function encodeState(cells: Float64Array): Uint8Array {
  const bytes = new Uint8Array(headerBytes + cells.length * cellBytes);
  const view = new DataView(bytes.buffer);
  for (let index = 0; index < cells.length; index++) {
    view.setFloat64(headerBytes + index * cellBytes, cells[index] as number, true);
  }
  view.setUint32(0, magic, true);
  view.setUint32(4, version, true);
  view.setUint32(8, cells.length, true);
  view.setUint32(12, checksum(bytes), true);
  return bytes;
}

/** null when it is of another version or damaged. */
export function decodeState(bytes: Uint8Array, cellCount: number): Float64Array | null {
  if (bytes.length !== headerBytes + cellCount * cellBytes) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint32(0, true) !== magic || view.getUint32(4, true) !== version) return null;
  if (view.getUint32(8, true) !== cellCount || view.getUint32(12, true) !== checksum(bytes)) return null;
  const cells = new Float64Array(cellCount);
  for (let index = 0; index < cellCount; index++) {
    cells[index] = view.getFloat64(headerBytes + index * cellBytes, true);
  }
  return cells;
}

/** FNV-1a over what follows the header. */
function checksum(bytes: Uint8Array): number {
  let hash = 0x811c9dc5;
  for (let index = headerBytes; index < bytes.length; index++) {
    hash = Math.imul(hash ^ (bytes[index] as number), 0x01000193);
  }
  return hash >>> 0;
}
