import { z } from "zod";
import { readAvatar } from "@/lib/auth";
import { AvatarParams } from "@/lib/auth/schemas";
import { publicRoute } from "@/lib/http";

export const GET = publicRoute({
  rateLimit: "avatar",
  summary: "Read a person's picture",
  description:
    "The address is handed out with the person; nobody can guess it, and it changes with the picture.",
  errors: ["not_found"],
  input: { params: AvatarParams },
  output: z.string(),
  produces: "image/*",
  handle: async (_caller, { params }) => {
    const { bytes, contentType } = await readAvatar(params.avatarKey);
    return new Response(bytes, {
      headers: {
        "content-type": contentType,
        "cache-control": "private, max-age=31536000, immutable",
        "content-security-policy": "default-src 'none'; sandbox",
        "x-content-type-options": "nosniff",
      },
    });
  },
});
