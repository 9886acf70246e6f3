import { existsSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { AddRepresentationOptions, CreateFromBufferOptions, ResizeOptions, Size } from 'electron';
import { world } from './world.ts';

interface Representation {
  scaleFactor: number;
  size: Size;
  bytes: Buffer;
}

type Implemented = Pick<
  Electron.NativeImage,
  | 'addRepresentation'
  | 'getAspectRatio'
  | 'getScaleFactors'
  | 'getSize'
  | 'isEmpty'
  | 'isMacTemplateImage'
  | 'isTemplateImage'
  | 'resize'
  | 'setTemplateImage'
  | 'toDataURL'
  | 'toPNG'
>;

/** Knows what an image was made of and how large it is; pixels are never decoded. */
export class NativeImage implements Implemented {
  /** Where it came from, for a test to recognise it by: a file's path, or `buffer`. */
  readonly source: string;
  isMacTemplateImage: boolean;
  #representations: Representation[];

  constructor(source: string, representations: Representation[], template = false) {
    this.source = source;
    this.#representations = representations;
    this.isMacTemplateImage = template;
  }

  static createEmpty(): NativeImage {
    return new NativeImage('empty', []);
  }

  static createFromPath(path: string): NativeImage {
    const representations = [
      [path, 1],
      [path.replace(/(\.\w+)$/, '@2x$1'), 2],
    ].flatMap(([file, scaleFactor]) => readImage(String(file), Number(scaleFactor)));
    return new NativeImage(path, representations, world.platform === 'darwin' && /Template(@2x)?\.\w+$/.test(path));
  }

  static createFromBuffer(buffer: Buffer, options: CreateFromBufferOptions = {}): NativeImage {
    const scaleFactor = options.scaleFactor ?? 1;
    const size = imageSize(buffer);
    return new NativeImage('buffer', size ? [{ scaleFactor, size: scaled(size, 1 / scaleFactor), bytes: buffer }] : []);
  }

  static createFromDataURL(dataUrl: string): NativeImage {
    return NativeImage.createFromBuffer(Buffer.from(dataUrl.slice(dataUrl.indexOf(',') + 1), 'base64'));
  }

  addRepresentation(options: AddRepresentationOptions): void {
    const bytes = options.buffer ?? (options.dataURL ? dataOf(options.dataURL) : undefined);
    const size = bytes && imageSize(bytes);
    if (!bytes || !size) return;
    const scaleFactor = options.scaleFactor ?? 1;
    this.#representations.push({ scaleFactor, size: scaled(size, 1 / scaleFactor), bytes });
  }

  getAspectRatio(): number {
    const { width, height } = this.getSize();
    return height === 0 ? 1 : width / height;
  }

  getScaleFactors(): number[] {
    return this.#representations.map((one) => one.scaleFactor);
  }

  getSize(scaleFactor = 1): Size {
    const found = this.#representations.find((one) => one.scaleFactor === scaleFactor) ?? this.#representations[0];
    return found ? { ...found.size } : { width: 0, height: 0 };
  }

  isEmpty(): boolean {
    return this.#representations.length === 0;
  }

  isTemplateImage(): boolean {
    return this.isMacTemplateImage;
  }

  resize(options: ResizeOptions): Electron.NativeImage {
    const { width, height } = this.getSize();
    const ratio = height === 0 ? 1 : width / height;
    const size = {
      width: options.width ?? Math.round((options.height ?? height) * ratio),
      height: options.height ?? Math.round((options.width ?? width) / ratio),
    };
    const resized = new NativeImage(
      this.source,
      this.#representations.map((one) => ({ ...one, size })),
      this.isMacTemplateImage,
    );
    return resized as unknown as Electron.NativeImage;
  }

  setTemplateImage(option: boolean): void {
    this.isMacTemplateImage = option;
  }

  toDataURL(): string {
    return `data:image/png;base64,${this.toPNG().toString('base64')}`;
  }

  toPNG(): Buffer {
    return this.#representations[0]?.bytes ?? Buffer.alloc(0);
  }
}

/** An image where Electron takes a path as well; it refuses a path that leads to none. */
export function imageFrom(image: Electron.NativeImage | string): NativeImage {
  if (typeof image !== 'string') {
    if (image instanceof NativeImage) return image;
    throw new TypeError('Error processing argument at index 0, conversion failure from an image that is none');
  }
  const made = NativeImage.createFromPath(image);
  if (made.isEmpty()) throw new Error(`Failed to load image from path '${image}'`);
  return made;
}

/** A name that a test can compare: the file's name without its folders. */
export function imageName(image: NativeImage): string {
  return image.isEmpty() ? 'empty' : basename(image.source);
}

function readImage(path: string, scaleFactor: number): Representation[] {
  if (!existsSync(path)) return [];
  const bytes = readFileSync(path);
  const size = imageSize(bytes);
  return size ? [{ scaleFactor, size: scaled(size, 1 / scaleFactor), bytes }] : [];
}

function scaled(size: Size, by: number): Size {
  return { width: Math.round(size.width * by), height: Math.round(size.height * by) };
}

function dataOf(dataUrl: string): Buffer {
  return Buffer.from(dataUrl.slice(dataUrl.indexOf(',') + 1), 'base64');
}

/** Of a PNG, a JPEG or (Windows only, as in Electron) an ICO; anything else is no image. */
function imageSize(bytes: Buffer): Size | null {
  if (bytes.subarray(1, 4).toString('latin1') === 'PNG' && bytes.length >= 24)
    return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
  if (bytes.length >= 22 && bytes.readUInt32LE(0) === 0x00010000 && world.platform === 'win32')
    return { width: bytes[6] || 256, height: bytes[7] || 256 };
  if (bytes.length > 4 && bytes.readUInt16BE(0) === 0xffd8) return { width: 1, height: 1 };
  return null;
}
