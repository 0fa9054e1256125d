interface FilePart {
  readonly data: string | ArrayBuffer | ArrayBufferView;
  readonly filename?: string;
  readonly content_type?: string;
}

/** A multipart form, put together part by part. */
export class FormData {
  readonly boundary = `------RWWorkerFormDataBoundary${Math.random().toString(36).slice(2)}`;
  readonly parts: { readonly field: string; readonly value: FilePart; readonly isFile: boolean }[] = [];

  /** Adds a field: text, or a file of `http.file()` or as `{ data, filename, content_type }`. */
  append(field: string, value: unknown, filename?: string): void {
    const isFile = typeof value === 'object' && value !== null && 'data' in value;
    const part = isFile ? (value as FilePart) : { data: value instanceof ArrayBuffer ? value : String(value) };
    this.parts.push({ field, value: filename === undefined ? part : { ...part, filename }, isFile });
  }

  /** The form as bytes, for a request with `multipart/form-data; boundary=` and this form's boundary. */
  body(): ArrayBuffer {
    const encoder = new TextEncoder();
    const parts: Uint8Array[] = [];
    for (const { field, value, isFile } of this.parts) {
      const file = value.filename !== undefined || isFile;
      const name = file ? `; filename="${value.filename ?? 'blob'}"` : '';
      const type = file ? `\r\nContent-Type: ${value.content_type ?? 'application/octet-stream'}` : '';
      parts.push(
        encoder.encode(`--${this.boundary}\r\nContent-Disposition: form-data; name="${field}"${name}${type}\r\n\r\n`),
        bytesOf(value.data, encoder),
        encoder.encode('\r\n'),
      );
    }
    parts.push(encoder.encode(`--${this.boundary}--\r\n`));
    const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
    let at = 0;
    for (const part of parts) {
      whole.set(part, at);
      at += part.length;
    }
    return whole.buffer;
  }
}

function bytesOf(data: FilePart['data'], encoder: InstanceType<typeof TextEncoder>): Uint8Array {
  if (typeof data === 'string') return encoder.encode(data);
  if (data instanceof ArrayBuffer) return new Uint8Array(data);
  return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
}
