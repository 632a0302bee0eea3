/** Shapes of the API's answers, loaded with the first answer instead of with the page. */
export const shareLinkShape = async () => (await import("@/lib/tracking/share/schemas")).ShareLinkDto;
export const shareLinkListShape = async () => (await import("@/lib/tracking/share/schemas")).ShareLinkList;
export const digestShape = async () => (await import("@/lib/tracking/digests/schemas")).DigestDto;
export const digestListShape = async () => (await import("@/lib/tracking/digests/schemas")).DigestList;
export const importShape = async () => (await import("@/lib/tracking/imports/schemas")).SiteImportDto;
export const importListShape = async () => (await import("@/lib/tracking/imports/schemas")).SiteImportList;
export const erasureShape = async () => (await import("@/lib/tracking/erasure/schemas")).ErasureDto;
export const erasureListShape = async () => (await import("@/lib/tracking/erasure/schemas")).ErasureList;
