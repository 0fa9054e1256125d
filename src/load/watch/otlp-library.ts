// The official SDK for metrics, as far as a watch needs it. The build bundles this file, so that an installation does without
// the packages, and it is loaded only when samples are exported.
export { DiagLogLevel, diag } from '@opentelemetry/api';
export { OTLPMetricExporter } from '@opentelemetry/exporter-metrics-otlp-http';
export { resourceFromAttributes } from '@opentelemetry/resources';
export { MeterProvider, PeriodicExportingMetricReader } from '@opentelemetry/sdk-metrics';
