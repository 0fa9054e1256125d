import { describe, expect, it } from 'vitest';
import { cleanSvg } from './clean-svg.js';

describe('cleanSvg', () => {
  it('drops hover styles, marks of data and everything else that only scripts need', () => {
    const svg = `<svg width="5" height="5" xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" baseProfile="full">
<path d="M1 2" fill="#000" pointer-events="visible" class="zr3-cls-0" ecmeta_series_index="0"></path>
<style ><![CDATA[
.zr3-cls-0:hover { cursor:pointer; }
]]>
</style>
</svg>`;
    expect(cleanSvg(svg)).toBe(
      '<svg width="5" height="5" xmlns="http://www.w3.org/2000/svg"><path d="M1 2" fill="#000"></path></svg>',
    );
  });

  it('counts ids from the drawing, not from the process', () => {
    expect(cleanSvg('<g clip-path="url(#zr17-c0)"></g><defs ><clipPath id="zr17-c0"></clipPath></defs>')).toBe(
      '<g clip-path="url(#c0)"></g><defs><clipPath id="c0"></clipPath></defs>',
    );
  });

  it('keeps a tenth of a pixel, in coordinates only', () => {
    expect(cleanSvg('<path d="M1.2345 -0.06L20 7.96" stroke-width="0.6667"></path><text>1.2345</text>')).toBe(
      '<path d="M1.2 -0.1L20 8" stroke-width="0.6667"></path><text>1.2345</text>',
    );
  });
});
