// The library's single-file build carries no types of its own; its parts do.
declare module 'echarts/dist/echarts.esm.min.mjs' {
  export const init: typeof import('echarts/core').init;
}
