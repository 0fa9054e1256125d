const PROXY_VARIABLE = /^(?:(?:https?|all|no|ftp|ws|wss)_proxy|node_use_env_proxy)$/i;

/** An environment without the variables that send requests through a proxy: where a target is reached is said by its file alone. */
export function withoutProxies<T>(env: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !PROXY_VARIABLE.test(name)));
}
