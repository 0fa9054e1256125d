/** A photo as the rules see it. Counting faces is slow (tens to hundreds of ms), so it happens when asked for. */
export type Photo =
  | { readonly readable: false; readonly reason: string }
  | {
      readonly readable: true;
      readonly format: string;
      readonly width: number;
      readonly height: number;
      /** Faces in the photo as it is. Rejects when no face detector is installed, with the cure as message. */
      faces(): Promise<number>;
      /** Faces as it is or, where there is none, turned by 90, 180 and 270 degrees: the first count above 0. */
      facesAfterRotation(): Promise<number>;
    };

/** Looks at the bytes of a photo. Bytes that are no image are an answer (`readable: false`), never an error. */
export interface PhotoInspector {
  inspect(bytes: Uint8Array): Promise<Photo>;
  close(): Promise<void>;
}
