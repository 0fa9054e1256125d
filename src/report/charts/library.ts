// The library's single file: its parts, imported one by one, are hundreds of modules and take ten times as long to load.
// The build bundles this file, so that an installation does without the library.
export { init } from 'echarts/dist/echarts.esm.min.mjs';
