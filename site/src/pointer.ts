// Tokens of JSON Pointers (RFC 6901).

export const toToken = (name: string) => name.replaceAll('~', '~0').replaceAll('/', '~1');

export const fromToken = (token: string) => token.replaceAll('~1', '/').replaceAll('~0', '~');
