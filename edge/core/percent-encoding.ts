/** RFC 3986: everything but the unreserved characters, so also the `!'()*` that `encodeURIComponent` leaves. Throws a `URIError` at half a surrogate pair. */
export const percentEncode = (text: string): string => encodeURIComponent(text).replaceAll(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
