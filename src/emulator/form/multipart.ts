import type { Readable } from 'node:stream';
import { Busboy, type BusboyInstance } from '@fastify/busboy';
import { type FormField, type FormResult, MAX_FIELDS } from './form.js';

/**
 * Reads `multipart/form-data` and keeps the raw bytes of every part, text or file. A body that breaks off, or that is
 * no multipart body at all, is unreadable; nothing here throws.
 */
export function parseMultipart(contentType: string, body: Buffer): Promise<FormResult> {
  return new Promise((resolve) => {
    const form = new Map<string, FormField>();
    const unreadable = (reason: string) => resolve({ kind: 'unreadable', reason });
    let parser: BusboyInstance;
    try {
      // Every part is taken as a file: only then its bytes come undecoded.
      parser = new Busboy({
        headers: { 'content-type': contentType },
        isPartAFile: () => true,
        limits: { parts: MAX_FIELDS, headerPairs: 20, headerSize: 4096 },
      });
    } catch (error) {
      unreadable(error instanceof Error ? error.message : String(error));
      return;
    }
    parser.on('file', (name: string | undefined, part: Readable, fileName: string | undefined) => {
      const chunks: Buffer[] = [];
      part.on('data', (chunk: Buffer) => chunks.push(chunk));
      part.on('error', (error: Error) => unreadable(error.message));
      part.on('end', () => {
        if (name === undefined || form.has(name)) return;
        form.set(name, { bytes: chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks), fileName });
      });
    });
    parser.on('partsLimit', () => unreadable(`more than ${MAX_FIELDS} parts`));
    parser.on('error', (error: unknown) => unreadable(error instanceof Error ? error.message : String(error)));
    parser.on('finish', () => resolve({ kind: 'form', form }));
    parser.end(body);
  });
}
