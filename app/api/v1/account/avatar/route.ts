import { removeAvatar, setAvatar } from "@/lib/auth";
import { AVATAR_BYTES_MAX, AvatarDto } from "@/lib/auth/schemas";
import { accountRoute } from "@/lib/http";
import { readBytes } from "@/lib/http/body";

export const PUT = accountRoute({
  summary: "Set your picture",
  description: "The body is the picture itself: WebP, JPEG or PNG of at most 512 KB.",
  errors: ["payload_too_large", "unsupported_media_type"],
  bodyFormat: "bytes",
  bodyBytesMax: AVATAR_BYTES_MAX,
  output: AvatarDto,
  handle: async (person, _input, request) => setAvatar(person, await readBytes(request, AVATAR_BYTES_MAX)),
});

export const DELETE = accountRoute({
  summary: "Remove your picture",
  output: AvatarDto,
  handle: (person) => removeAvatar(person),
});
