import type sharp from 'sharp';
import { sayOfMachine as say } from '../../sayings/machine.js';
import { CURE, PhotosUnavailable } from './photos-unavailable.js';

export type Sharp = typeof sharp;

/**
 * sharp, loaded when the first photo needs it. Its binary is an optional package of its own, so sharp can be installed and
 * still not load: rejects with `PhotosUnavailable` then.
 */
export async function loadSharp(): Promise<Sharp> {
  try {
    return (await import('sharp')).default;
  } catch {
    throw new PhotosUnavailable(say('sharpMissing'), CURE);
  }
}
