// Made by scripts/openapi.ts (through scripts/generate.mjs) from the routes; do not edit.
import type { OpenApiDocument } from "./types";

export const generated: OpenApiDocument = {
 "openapi": "3.1.0",
 "info": {
  "title": "Brand Automator API",
  "version": "0.1.0",
  "description": "Everything the product's own pages do, they do through this API. Every refusal is application/problem+json (RFC 9457). How to sign in, limits, pages and repeated requests are explained under /docs.",
  "license": {
   "name": "MIT",
   "identifier": "MIT"
  }
 },
 "tags": [
  {
   "name": "About the API"
  },
  {
   "name": "Account"
  },
  {
   "name": "Activity"
  },
  {
   "name": "API keys"
  },
  {
   "name": "Audit log"
  },
  {
   "name": "Companies"
  },
  {
   "name": "Contacts"
  },
  {
   "name": "Digests"
  },
  {
   "name": "Domains"
  },
  {
   "name": "Events"
  },
  {
   "name": "Exports"
  },
  {
   "name": "Forms"
  },
  {
   "name": "Invitations"
  },
  {
   "name": "Live updates"
  },
  {
   "name": "Members"
  },
  {
   "name": "Notifications"
  },
  {
   "name": "Overview"
  },
  {
   "name": "PostHog"
  },
  {
   "name": "Replays"
  },
  {
   "name": "Reports"
  },
  {
   "name": "Requests"
  },
  {
   "name": "Share"
  },
  {
   "name": "Sign-in"
  },
  {
   "name": "Sites"
  },
  {
   "name": "Workspaces"
  }
 ],
 "paths": {
  "/api/v1/account": {
   "get": {
    "operationId": "getAccount",
    "tags": [
     "Account"
    ],
    "summary": "Read your account",
    "description": "Takes: session cookie, access token.",
    "security": [
     {
      "session": []
     },
     {
      "accessToken": []
     }
    ],
    "responses": {
     "200": {
      "description": "The answer.",
      "headers": {
       "X-Request-Id": {
        "$ref": "#/components/headers/X-Request-Id"
       },
       "RateLimit-Limit": {
        "$ref": "#/components/headers/RateLimit-Limit"
       },
       "RateLimit-Remaining": {
        "$ref": "#/components/headers/RateLimit-Remaining"
       },
       "RateLimit-Reset": {
        "$ref": "#/components/headers/RateLimit-Reset"
       }
      },
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/AccountDto"
        },
        "example": {
         "user": {
          "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
          "email": "ada@example.com",
          "firstName": "Ada",
          "lastName": "Lovelace",
          "avatarUrl": "https://app.example.com/files/avatar.png"
         },
         "emailVerified": true,
         "hasPassword": true,
         "passwordChangedAt": "2026-03-14T09:26:53.000Z",
         "connections": [
          {
           "provider": "google",
           "name": "Main website",
           "available": true,
           "sandbox": true,
           "email": "ada@example.com",
           "connectedAt": "2026-03-14T09:26:53.000Z"
          }
         ],
         "secondFactor": {
          "enabledAt": "2026-03-14T09:26:53.000Z",
          "recoveryCodesLeft": 12
         }
        }
       }
      }
     },
     "401": {
      "$ref": "#/components/responses/Problem401"
     },
     "403": {
      "$ref": "#/components/responses/Problem403"
     },
     "429": {
      "$ref": "#/components/responses/Problem429"
     },
     "503": {
      "$ref": "#/components/responses/Problem503"
     }
    },
    "x-error-codes": [
     "unauthenticated",
     "forbidden",
     "rate_limited",
     "unavailable"
    ]
   },
   "patch": {
    "operationId": "updateAccount",
    "tags": [
     "Account"
    ],
    "summary": "Change your names",
    "description": "Takes: session cookie, access token.",
    "security": [
     {
      "session": []
     },
     {
      "accessToken": []
     }
    ],
    "requestBody": {
     "required": true,
     "content": {
      "application/json": {
       "schema": {
        "$ref": "#/components/schemas/UpdateProfileInput"
       },
       "example": {
        "firstName": "Ada",
        "lastName": "Lovelace"
       }
      }
     }
    },
    "responses": {
     "200": {
      "description": "The answer.",
      "headers": {
       "X-Request-Id": {
        "$ref": "#/components/headers/X-Request-Id"
       },
       "RateLimit-Limit": {
        "$ref": "#/components/headers/RateLimit-Limit"
       },
       "RateLimit-Remaining": {
        "$ref": "#/components/headers/RateLimit-Remaining"
       },
       "RateLimit-Reset": {
        "$ref": "#/components/headers/RateLimit-Reset"
       }
      },
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/AccountDto"
        },
        "example": {
         "user": {
          "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
          "email": "ada@example.com",
          "firstName": "Ada",
          "lastName": "Lovelace",
          "avatarUrl": "https://app.example.com/files/avatar.png"
         },
         "emailVerified": true,
         "hasPassword": true,
         "passwordChangedAt": "2026-03-14T09:26:53.000Z",
         "connections": [
          {
           "provider": "google",
           "name": "Main website",
           "available": true,
           "sandbox": true,
           "email": "ada@example.com",
           "connectedAt": "2026-03-14T09:26:53.000Z"
          }
         ],
         "secondFactor": {
          "enabledAt": "2026-03-14T09:26:53.000Z",
          "recoveryCodesLeft": 12
         }
        }
       }
      }
     },
     "400": {
      "$ref": "#/components/responses/Problem400"
     },
     "401": {
      "$ref": "#/components/responses/Problem401"
     },
     "403": {
      "$ref": "#/components/responses/Problem403"
     },
     "409": {
      "$ref": "#/components/responses/Problem409"
     },
     "413": {
      "$ref": "#/components/responses/Problem413"
     },
     "415": {
      "$ref": "#/components/responses/Problem415"
     },
     "422": {
      "$ref": "#/components/responses/Problem422"
     },
     "429": {
      "$ref": "#/components/responses/Problem429"
     },
     "503": {
      "$ref": "#/components/responses/Problem503"
     }
    },
    "x-error-codes": [
     "bad_request",
     "unauthenticated",
     "forbidden",
     "conflict",
     "payload_too_large",
     "unsupported_media_type",
     "validation_failed",
     "rate_limited",
     "unavailable"
    ]
   }
  },
  "/api/v1/account/avatar": {
   "put": {
    "operationId": "setAvatar",
    "tags": [
     "Account"
    ],
    "summary": "Set your picture",
    "description": "The body is the picture itself: WebP, JPEG or PNG of at most 512 KB. Takes: session cookie, access token.",
    "security": [
     {
      "session": []
     },
     {
      "accessToken": []
     }
    ],
    "requestBody": {
     "required": true,
     "content": {
      "application/octet-stream": {
       "schema": {
        "type": "string",
        "contentEncoding": "binary"
       }
      }
     }
    },
    "responses": {
     "200": {
      "description": "The answer.",
      "headers": {
       "X-Request-Id": {
        "$ref": "#/components/headers/X-Request-Id"
       },
       "RateLimit-Limit": {
        "$ref": "#/components/headers/RateLimit-Limit"
       },
       "RateLimit-Remaining": {
        "$ref": "#/components/headers/RateLimit-Remaining"
       },
       "RateLimit-Reset": {
        "$ref": "#/components/headers/RateLimit-Reset"
       }
      },
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/AvatarDto"
        },
        "example": {
         "avatarUrl": "https://app.example.com/files/avatar.png"
        }
       }
      }
     },
     "400": {
      "$ref": "#/components/responses/Problem400"
     },
     "401": {
      "$ref": "#/components/responses/Problem401"
     },
     "403": {
      "$ref": "#/components/responses/Problem403"
     },
     "409": {
      "$ref": "#/components/responses/Problem409"
     },
     "413": {
      "$ref": "#/components/responses/Problem413"
     },
     "415": {
      "$ref": "#/components/responses/Problem415"
     },
     "429": {
      "$ref": "#/components/responses/Problem429"
     },
     "503": {
      "$ref": "#/components/responses/Problem503"
     }
    },
    "x-error-codes": [
     "bad_request",
     "unauthenticated",
     "forbidden",
     "conflict",
     "payload_too_large",
     "unsupported_media_type",
     "rate_limited",
     "unavailable"
    ]
   },
   "delete": {
    "operationId": "removeAvatar",
    "tags": [
     "Account"
    ],
    "summary": "Remove your picture",
    "description": "Takes: session cookie, access token.",
    "security": [
     {
      "session": []
     },
     {
      "accessToken": []
     }
    ],
    "responses": {
     "200": {
      "description": "The answer.",
      "headers": {
       "X-Request-Id": {
        "$ref": "#/components/headers/X-Request-Id"
       },
       "RateLimit-Limit": {
        "$ref": "#/components/headers/RateLimit-Limit"
       },
       "RateLimit-Remaining": {
        "$ref": "#/components/headers/RateLimit-Remaining"
       },
       "RateLimit-Reset": {
        "$ref": "#/components/headers/RateLimit-Reset"
       }
      },
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/AvatarDto"
        },
        "example": {
         "avatarUrl": "https://app.example.com/files/avatar.png"
        }
       }
      }
     },
     "400": {
      "$ref": "#/components/responses/Problem400"
     },
     "401": {
      "$ref": "#/components/responses/Problem401"
     },
     "403": {
      "$ref": "#/components/responses/Problem403"
     },
     "409": {
      "$ref": "#/components/responses/Problem409"
     },
     "429": {
      "$ref": "#/components/responses/Problem429"
     },
     "503": {
      "$ref": "#/components/responses/Problem503"
     }
    },
    "x-error-codes": [
     "bad_request",
     "unauthenticated",
     "forbidden",
     "conflict",
     "rate_limited",
     "unavailable"
    ]
   }
  },
  "/api/v1/account/avatar/{avatarKey}": {
   "get": {
    "operationId": "getAccountAvatar",
    "tags": [
     "Account"
    ],
    "summary": "Read a person's picture",
    "description": "The address is handed out with the person; nobody can guess it, and it changes with the picture. Needs no sign-in.",
    "security": [],
    "parameters": [
     {
      "name": "avatarKey",
      "in": "path",
      "required": true,
      "schema": {
       "type": "string",
       "pattern": "^[A-Za-z0-9_-]{22}\\.(webp|jpg|png)$"
      }
     }
    ],
    "responses": {
     "200": {
      "description": "The content itself.",
      "headers": {
       "X-Request-Id": {
        "$ref": "#/components/headers/X-Request-Id"
       },
       "RateLimit-Limit": {
        "$ref": "#/components/headers/RateLimit-Limit"
       },
       "RateLimit-Remaining": {
        "$ref": "#/components/headers/RateLimit-Remaining"
       },
       "RateLimit-Reset": {
        "$ref": "#/components/headers/RateLimit-Reset"
       }
      },
      "content": {
       "image/*": {
        "schema": {
         "type": "string"
        }
       }
      }
     },
     "400": {
      "$ref": "#/components/responses/Problem400"
     },
     "404": {
      "$ref": "#/components/responses/Problem404"
     },
     "429": {
      "$ref": "#/components/responses/Problem429"
     },
     "503": {
      "$ref": "#/components/responses/Problem503"
     }
    },
    "x-error-codes": [
     "bad_request",
     "not_found",
     "rate_limited",
     "unavailable"
    ]
   }
  },
  "/api/v1/account/delete": {
   "post": {
    "operationId": "deleteAccount",
    "tags": [
     "Account"
    ],
    "summary": "Delete your account",
    "description": "Takes: session cookie, access token.",
    "security": [
     {
      "session": []
     },
     {
      "accessToken": []
     }
    ],
    "requestBody": {
     "required": true,
     "content": {
      "application/json": {
       "schema": {
        "$ref": "#/components/schemas/ProofInput"
       },
       "example": {
        "currentPassword": "correct horse battery staple"
       }
      }
     }
    },
    "responses": {
     "200": {
      "description": "The answer.",
      "headers": {
       "X-Request-Id": {
        "$ref": "#/components/headers/X-Request-Id"
       },
       "RateLimit-Limit": {
        "$ref": "#/components/headers/RateLimit-Limit"
       },
       "RateLimit-Remaining": {
        "$ref": "#/components/headers/RateLimit-Remaining"
       },
       "RateLimit-Reset": {
        "$ref": "#/components/headers/RateLimit-Reset"
       }
      },
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/Done"
        },
        "example": {
         "status": "ok"
        }
       }
      }
     },
     "400": {
      "$ref": "#/components/responses/Problem400"
     },
     "401": {
      "$ref": "#/components/responses/Problem401"
     },
     "403": {
      "$ref": "#/components/responses/Problem403"
     },
     "409": {
      "$ref": "#/components/responses/Problem409"
     },
     "413": {
      "$ref": "#/components/responses/Problem413"
     },
     "415": {
      "$ref": "#/components/responses/Problem415"
     },
     "422": {
      "$ref": "#/components/responses/Problem422"
     },
     "429": {
      "$ref": "#/components/responses/Problem429"
     },
     "503": {
      "$ref": "#/components/responses/Problem503"
     }
    },
    "x-error-codes": [
     "bad_request",
     "unauthenticated",
     "forbidden",
     "reauthentication_required",
     "conflict",
     "payload_too_large",
     "unsupported_media_type",
     "validation_failed",
     "rate_limited",
     "unavailable"
    ]
   }
  },
  "/api/v1/account/email": {
   "post": {
    "operationId": "changeEmail",
    "tags": [
     "Account"
    ],
    "summary": "Ask for another e-mail address",
    "description": "Takes: session cookie, access token.",
    "security": [
     {
      "session": []
     },
     {
      "accessToken": []
     }
    ],
    "requestBody": {
     "required": true,
     "content": {
      "application/json": {
       "schema": {
        "$ref": "#/components/schemas/ChangeEmailInput"
       },
       "example": {
        "currentPassword": "correct horse battery staple",
        "newEmail": "ada.l@example.com"
       }
      }
     }
    },
    "responses": {
     "200": {
      "description": "The answer.",
      "headers": {
       "X-Request-Id": {
        "$ref": "#/components/headers/X-Request-Id"
       },
       "RateLimit-Limit": {
        "$ref": "#/components/headers/RateLimit-Limit"
       },
       "RateLimit-Remaining": {
        "$ref": "#/components/headers/RateLimit-Remaining"
       },
       "RateLimit-Reset": {
        "$ref": "#/components/headers/RateLimit-Reset"
       }
      },
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/Done"
        },
        "example": {
         "status": "ok"
        }
       }
      }
     },
     "400": {
      "$ref": "#/components/responses/Problem400"
     },
     "401": {
      "$ref": "#/components/responses/Problem401"
     },
     "403": {
      "$ref": "#/components/responses/Problem403"
     },
     "409": {
      "$ref": "#/components/responses/Problem409"
     },
     "413": {
      "$ref": "#/components/responses/Problem413"
     },
     "415": {
      "$ref": "#/components/responses/Problem415"
     },
     "422": {
      "$ref": "#/components/responses/Problem422"
     },
     "429": {
      "$ref": "#/components/responses/Problem429"
     },
     "503": {
      "$ref": "#/components/responses/Problem503"
     }
    },
    "x-error-codes": [
     "bad_request",
     "unauthenticated",
     "forbidden",
     "reauthentication_required",
     "conflict",
     "payload_too_large",
     "unsupported_media_type",
     "validation_failed",
     "rate_limited",
     "unavailable"
    ]
   }
  },
  "/api/v1/account/identities/{provider}": {
   "post": {
    "operationId": "linkIdentity",
    "tags": [
     "Account"
    ],
    "summary": "Begin to connect a sign-in service",
    "description": "For the product's own pages: leaves a cookie; the sign-in with the service that follows connects it. Takes: session cookie.",
    "security": [
     {
      "session": []
     }
    ],
    "parameters": [
     {
      "name": "provider",
      "in": "path",
      "required": true,
      "schema": {
       "$ref": "#/components/schemas/ProviderId"
      }
     }
    ],
    "requestBody": {
     "required": true,
     "content": {
      "application/json": {
       "schema": {
        "$ref": "#/components/schemas/ProofInput"
       },
       "example": {
        "currentPassword": "correct horse battery staple"
       }
      }
     }
    },
    "responses": {
     "200": {
      "description": "The answer.",
      "headers": {
       "X-Request-Id": {
        "$ref": "#/components/headers/X-Request-Id"
       },
       "RateLimit-Limit": {
        "$ref": "#/components/headers/RateLimit-Limit"
       },
       "RateLimit-Remaining": {
        "$ref": "#/components/headers/RateLimit-Remaining"
       },
       "RateLimit-Reset": {
        "$ref": "#/components/headers/RateLimit-Reset"
       }
      },
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/LinkIntentDto"
        },
        "example": {
         "callbackUrl": "Some text"
        }
       }
      }
     },
     "400": {
      "$ref": "#/components/responses/Problem400"
     },
     "401": {
      "$ref": "#/components/responses/Problem401"
     },
     "403": {
      "$ref": "#/components/responses/Problem403"
     },
     "404": {
      "$ref": "#/components/responses/Problem404"
     },
     "409": {
      "$ref": "#/components/responses/Problem409"
     },
     "413": {
      "$ref": "#/components/responses/Problem413"
     },
     "415": {
      "$ref": "#/components/responses/Problem415"
     },
     "422": {
      "$ref": "#/components/responses/Problem422"
     },
     "429": {
      "$ref": "#/components/responses/Problem429"
     },
     "503": {
      "$ref": "#/components/responses/Problem503"
     }
    },
    "x-error-codes": [
     "bad_request",
     "unauthenticated",
     "forbidden",
     "reauthentication_required",
     "not_found",
     "conflict",
     "payload_too_large",
     "unsupported_media_type",
     "validation_failed",
     "rate_limited",
     "unavailable"
    ]
   },
   "delete": {
    "operationId": "unlinkIdentity",
    "tags": [
     "Account"
    ],
    "summary": "Disconnect a sign-in service",
    "description": "Takes: session cookie, access token.",
    "security": [
     {
      "session": []
     },
     {
      "accessToken": []
     }
    ],
    "parameters": [
     {
      "name": "provider",
      "in": "path",
      "required": true,
      "schema": {
       "$ref": "#/components/schemas/ProviderId"
      }
     }
    ],
    "responses": {
     "200": {
      "description": "The answer.",
      "headers": {
       "X-Request-Id": {
        "$ref": "#/components/headers/X-Request-Id"
       },
       "RateLimit-Limit": {
        "$ref": "#/components/headers/RateLimit-Limit"
       },
       "RateLimit-Remaining": {
        "$ref": "#/components/headers/RateLimit-Remaining"
       },
       "RateLimit-Reset": {
        "$ref": "#/components/headers/RateLimit-Reset"
       }
      },
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/Done"
        },
        "example": {
         "status": "ok"
        }
       }
      }
     },
     "400": {
      "$ref": "#/components/responses/Problem400"
     },
     "401": {
      "$ref": "#/components/responses/Problem401"
     },
     "403": {
      "$ref": "#/components/responses/Problem403"
     },
     "404": {
      "$ref": "#/components/responses/Problem404"
     },
     "409": {
      "$ref": "#/components/responses/Problem409"
     },
     "429": {
      "$ref": "#/components/responses/Problem429"
     },
     "503": {
      "$ref": "#/components/responses/Problem503"
     }
    },
    "x-error-codes": [
     "bad_request",
     "unauthenticated",
     "forbidden",
     "not_found",
     "conflict",
     "rate_limited",
     "unavailable"
    ]
   }
  },
  "/api/v1/account/password": {
   "post": {
    "operationId": "changePassword",
    "tags": [
     "Account"
    ],
    "summary": "Change your password",
    "description": "Takes: session cookie, access token.",
    "security": [
     {
      "session": []
     },
     {
      "accessToken": []
     }
    ],
    "requestBody": {
     "required": true,
     "content": {
      "application/json": {
       "schema": {
        "$ref": "#/components/schemas/ChangePasswordInput"
       },
       "example": {
        "currentPassword": "correct horse battery staple",
        "newPassword": "another horse battery staple"
       }
      }
     }
    },
    "responses": {
     "200": {
      "description": "The answer.",
      "headers": {
       "X-Request-Id": {
        "$ref": "#/components/headers/X-Request-Id"
       },
       "RateLimit-Limit": {
        "$ref": "#/components/headers/RateLimit-Limit"
       },
       "RateLimit-Remaining": {
        "$ref": "#/components/headers/RateLimit-Remaining"
       },
       "RateLimit-Reset": {
        "$ref": "#/components/headers/RateLimit-Reset"
       }
      },
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/Done"
        },
        "example": {
         "status": "ok"
        }
       }
      }
     },
     "400": {
      "$ref": "#/components/responses/Problem400"
     },
     "401": {
      "$ref": "#/components/responses/Problem401"
     },
     "403": {
      "$ref": "#/components/responses/Problem403"
     },
     "409": {
      "$ref": "#/components/responses/Problem409"
     },
     "413": {
      "$ref": "#/components/responses/Problem413"
     },
     "415": {
      "$ref": "#/components/responses/Problem415"
     },
     "422": {
      "$ref": "#/components/responses/Problem422"
     },
     "429": {
      "$ref": "#/components/responses/Problem429"
     },
     "503": {
      "$ref": "#/components/responses/Problem503"
     }
    },
    "x-error-codes": [
     "bad_request",
     "unauthenticated",
     "forbidden",
     "reauthentication_required",
     "conflict",
     "payload_too_large",
     "unsupported_media_type",
     "validation_failed",
     "rate_limited",
     "unavailable"
    ]
   }
  },
  "/api/v1/account/second-factor": {
   "post": {
    "operationId": "startSecondFactor",
    "tags": [
     "Account"
    ],
    "summary": "Make a key for an authenticator app",
    "description": "Takes: session cookie, access token.",
    "security": [
     {
      "session": []
     },
     {
      "accessToken": []
     }
    ],
    "requestBody": {
     "required": true,
     "content": {
      "application/json": {
       "schema": {
        "$ref": "#/components/schemas/ProofInput"
       },
       "example": {
        "currentPassword": "correct horse battery staple"
       }
      }
     }
    },
    "responses": {
     "200": {
      "description": "The answer.",
      "headers": {
       "X-Request-Id": {
        "$ref": "#/components/headers/X-Request-Id"
       },
       "RateLimit-Limit": {
        "$ref": "#/components/headers/RateLimit-Limit"
       },
       "RateLimit-Remaining": {
        "$ref": "#/components/headers/RateLimit-Remaining"
       },
       "RateLimit-Reset": {
        "$ref": "#/components/headers/RateLimit-Reset"
       }
      },
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/SecondFactorSetup"
        },
        "example": {
         "secret": "Some text",
         "uri": "Some text",
         "qrSvg": "Some text"
        }
       }
      }
     },
     "400": {
      "$ref": "#/components/responses/Problem400"
     },
     "401": {
      "$ref": "#/components/responses/Problem401"
     },
     "403": {
      "$ref": "#/components/responses/Problem403"
     },
     "409": {
      "$ref": "#/components/responses/Problem409"
     },
     "413": {
      "$ref": "#/components/responses/Problem413"
     },
     "415": {
      "$ref": "#/components/responses/Problem415"
     },
     "422": {
      "$ref": "#/components/responses/Problem422"
     },
     "429": {
      "$ref": "#/components/responses/Problem429"
     },
     "503": {
      "$ref": "#/components/responses/Problem503"
     }
    },
    "x-error-codes": [
     "bad_request",
     "unauthenticated",
     "forbidden",
     "reauthentication_required",
     "conflict",
     "payload_too_large",
     "unsupported_media_type",
     "validation_failed",
     "rate_limited",
     "unavailable"
    ]
   }
  },
  "/api/v1/account/second-factor/confirm": {
   "post": {
    "operationId": "confirmSecondFactor",
    "tags": [
     "Account"
    ],
    "summary": "Switch the second factor on by a first code",
    "description": "Takes: session cookie, access token.",
    "security": [
     {
      "session": []
     },
     {
      "accessToken": []
     }
    ],
    "requestBody": {
     "required": true,
     "content": {
      "application/json": {
       "schema": {
        "$ref": "#/components/schemas/CodeInput"
       },
       "example": {
        "code": "123456"
       }
      }
     }
    },
    "responses": {
     "200": {
      "description": "The answer.",
      "headers": {
       "X-Request-Id": {
        "$ref": "#/components/headers/X-Request-Id"
       },
       "RateLimit-Limit": {
        "$ref": "#/components/headers/RateLimit-Limit"
       },
       "RateLimit-Remaining": {
        "$ref": "#/components/headers/RateLimit-Remaining"
       },
       "RateLimit-Reset": {
        "$ref": "#/components/headers/RateLimit-Reset"
       }
      },
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/RecoveryCodes"
        },
        "example": {
         "recoveryCodes": [
          "Some text"
         ]
        }
       }
      }
     },
     "400": {
      "$ref": "#/components/responses/Problem400"
     },
     "401": {
      "$ref": "#/components/responses/Problem401"
     },
     "403": {
      "$ref": "#/components/responses/Problem403"
     },
     "409": {
      "$ref": "#/components/responses/Problem409"
     },
     "413": {
      "$ref": "#/components/responses/Problem413"
     },
     "415": {
      "$ref": "#/components/responses/Problem415"
     },
     "422": {
      "$ref": "#/components/responses/Problem422"
     },
     "429": {
      "$ref": "#/components/responses/Problem429"
     },
     "503": {
      "$ref": "#/components/responses/Problem503"
     }
    },
    "x-error-codes": [
     "bad_request",
     "unauthenticated",
     "forbidden",
     "conflict",
     "payload_too_large",
     "unsupported_media_type",
     "validation_failed",
     "rate_limited",
     "unavailable"
    ]
   }
  },
  "/api/v1/account/second-factor/disable": {
   "post": {
    "operationId": "disableSecondFactor",
    "tags": [
     "Account"
    ],
    "summary": "Switch the second factor off",
    "description": "Takes: session cookie, access token.",
    "security": [
     {
      "session": []
     },
     {
      "accessToken": []
     }
    ],
    "requestBody": {
     "required": true,
     "content": {
      "application/json": {
       "schema": {
        "$ref": "#/components/schemas/DisableSecondFactorInput"
       },
       "example": {
        "currentPassword": "correct horse battery staple",
        "code": "123456"
       }
      }
     }
    },
    "responses": {
     "200": {
      "description": "The answer.",
      "headers": {
       "X-Request-Id": {
        "$ref": "#/components/headers/X-Request-Id"
       },
       "RateLimit-Limit": {
        "$ref": "#/components/headers/RateLimit-Limit"
       },
       "RateLimit-Remaining": {
        "$ref": "#/components/headers/RateLimit-Remaining"
       },
       "RateLimit-Reset": {
        "$ref": "#/components/headers/RateLimit-Reset"
       }
      },
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/Done"
        },
        "example": {
         "status": "ok"
        }
       }
      }
     },
     "400": {
      "$ref": "#/components/responses/Problem400"
     },
     "401": {
      "$ref": "#/components/responses/Problem401"
     },
     "403": {
      "$ref": "#/components/responses/Problem403"
     },
     "409": {
      "$ref": "#/components/responses/Problem409"
     },
     "413": {
      "$ref": "#/components/responses/Problem413"
     },
     "415": {
      "$ref": "#/components/responses/Problem415"
     },
     "422": {
      "$ref": "#/components/responses/Problem422"
     },
     "429": {
      "$ref": "#/components/responses/Problem429"
     },
     "503": {
      "$ref": "#/components/responses/Problem503"
     }
    },
    "x-error-codes": [
     "bad_request",
     "unauthenticated",
     "forbidden",
     "reauthentication_required",
     "conflict",
     "payload_too_large",
     "unsupported_media_type",
     "validation_failed",
     "rate_limited",
     "unavailable"
    ]
   }
  },
  "/api/v1/account/second-factor/recovery-codes": {
   "post": {
    "operationId": "renewRecoveryCodes",
    "tags": [
     "Account"
    ],
    "summary": "Make new recovery codes",
    "description": "Takes: session cookie, access token.",
    "security": [
     {
      "session": []
     },
     {
      "accessToken": []
     }
    ],
    "requestBody": {
     "required": true,
     "content": {
      "application/json": {
       "schema": {
        "$ref": "#/components/schemas/ProofInput"
       },
       "example": {
        "currentPassword": "correct horse battery staple"
       }
      }
     }
    },
    "responses": {
     "200": {
      "description": "The answer.",
      "headers": {
       "X-Request-Id": {
        "$ref": "#/components/headers/X-Request-Id"
       },
       "RateLimit-Limit": {
        "$ref": "#/components/headers/RateLimit-Limit"
       },
       "RateLimit-Remaining": {
        "$ref": "#/components/headers/RateLimit-Remaining"
       },
       "RateLimit-Reset": {
        "$ref": "#/components/headers/RateLimit-Reset"
       }
      },
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/RecoveryCodes"
        },
        "example": {
         "recoveryCodes": [
          "Some text"
         ]
        }
       }
      }
     },
     "400": {
      "$ref": "#/components/responses/Problem400"
     },
     "401": {
      "$ref": "#/components/responses/Problem401"
     },
     "403": {
      "$ref": "#/components/responses/Problem403"
     },
     "409": {
      "$ref": "#/components/responses/Problem409"
     },
     "413": {
      "$ref": "#/components/responses/Problem413"
     },
     "415": {
      "$ref": "#/components/responses/Problem415"
     },
     "422": {
      "$ref": "#/components/responses/Problem422"
     },
     "429": {
      "$ref": "#/components/responses/Problem429"
     },
     "503": {
      "$ref": "#/components/responses/Problem503"
     }
    },
    "x-error-codes": [
     "bad_request",
     "unauthenticated",
     "forbidden",
     "reauthentication_required",
     "conflict",
     "payload_too_large",
     "unsupported_media_type",
     "validation_failed",
     "rate_limited",
     "unavailable"
    ]
   }
  },
  "/api/v1/account/sessions": {
   "get": {
    "operationId": "listSessions",
    "tags": [
     "Account"
    ],
    "summary": "List where you are signed in",
    "description": "Takes: session cookie, access token.",
    "security": [
     {
      "session": []
     },
     {
      "accessToken": []
     }
    ],
    "responses": {
     "200": {
      "description": "The answer.",
      "headers": {
       "X-Request-Id": {
        "$ref": "#/components/headers/X-Request-Id"
       },
       "RateLimit-Limit": {
        "$ref": "#/components/headers/RateLimit-Limit"
       },
       "RateLimit-Remaining": {
        "$ref": "#/components/headers/RateLimit-Remaining"
       },
       "RateLimit-Reset": {
        "$ref": "#/components/headers/RateLimit-Reset"
       }
      },
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/SessionList"
        },
        "example": {
         "items": [
          {
           "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
           "kind": "web",
           "device": "desktop",
           "place": "Berlin, DE",
           "method": "password",
           "createdAt": "2026-03-14T09:26:53.000Z",
           "lastSeenAt": "2026-03-14T09:26:53.000Z",
           "current": true
          }
         ],
         "nextCursor": null
        }
       }
      }
     },
     "401": {
      "$ref": "#/components/responses/Problem401"
     },
     "403": {
      "$ref": "#/components/responses/Problem403"
     },
     "429": {
      "$ref": "#/components/responses/Problem429"
     },
     "503": {
      "$ref": "#/components/responses/Problem503"
     }
    },
    "x-error-codes": [
     "unauthenticated",
     "forbidden",
     "rate_limited",
     "unavailable"
    ]
   },
   "delete": {
    "operationId": "endOtherSessions",
    "tags": [
     "Account"
    ],
    "summary": "Sign out everywhere else",
    "description": "Takes: session cookie, access token.",
    "security": [
     {
      "session": []
     },
     {
      "accessToken": []
     }
    ],
    "responses": {
     "200": {
      "description": "The answer.",
      "headers": {
       "X-Request-Id": {
        "$ref": "#/components/headers/X-Request-Id"
       },
       "RateLimit-Limit": {
        "$ref": "#/components/headers/RateLimit-Limit"
       },
       "RateLimit-Remaining": {
        "$ref": "#/components/headers/RateLimit-Remaining"
       },
       "RateLimit-Reset": {
        "$ref": "#/components/headers/RateLimit-Reset"
       }
      },
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/EndedSessions"
        },
        "example": {
         "count": 12
        }
       }
      }
     },
     "400": {
      "$ref": "#/components/responses/Problem400"
     },
     "401": {
      "$ref": "#/components/responses/Problem401"
     },
     "403": {
      "$ref": "#/components/responses/Problem403"
     },
     "409": {
      "$ref": "#/components/responses/Problem409"
     },
     "429": {
      "$ref": "#/components/responses/Problem429"
     },
     "503": {
      "$ref": "#/components/responses/Problem503"
     }
    },
    "x-error-codes": [
     "bad_request",
     "unauthenticated",
     "forbidden",
     "conflict",
     "rate_limited",
     "unavailable"
    ]
   }
  },
  "/api/v1/account/sessions/{sessionId}": {
   "delete": {
    "operationId": "endSession",
    "tags": [
     "Account"
    ],
    "summary": "End one of your sessions",
    "description": "Takes: session cookie, access token.",
    "security": [
     {
      "session": []
     },
     {
      "accessToken": []
     }
    ],
    "parameters": [
     {
      "name": "sessionId",
      "in": "path",
      "required": true,
      "schema": {
       "type": "string",
       "format": "uuid"
      }
     }
    ],
    "responses": {
     "200": {
      "description": "The answer.",
      "headers": {
       "X-Request-Id": {
        "$ref": "#/components/headers/X-Request-Id"
       },
       "RateLimit-Limit": {
        "$ref": "#/components/headers/RateLimit-Limit"
       },
       "RateLimit-Remaining": {
        "$ref": "#/components/headers/RateLimit-Remaining"
       },
       "RateLimit-Reset": {
        "$ref": "#/components/headers/RateLimit-Reset"
       }
      },
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/Done"
        },
        "example": {
         "status": "ok"
        }
       }
      }
     },
     "400": {
      "$ref": "#/components/responses/Problem400"
     },
     "401": {
      "$ref": "#/components/responses/Problem401"
     },
     "403": {
      "$ref": "#/components/responses/Problem403"
     },
     "404": {
      "$ref": "#/components/responses/Problem404"
     },
     "409": {
      "$ref": "#/components/responses/Problem409"
     },
     "429": {
      "$ref": "#/components/responses/Problem429"
     },
     "503": {
      "$ref": "#/components/responses/Problem503"
     }
    },
    "x-error-codes": [
     "bad_request",
     "unauthenticated",
     "forbidden",
     "not_found",
     "conflict",
     "rate_limited",
     "unavailable"
    ]
   }
  },
  "/api/v1/account/verification-email": {
   "post": {
    "operationId": "sendVerificationEmail",
    "tags": [
     "Account"
    ],
    "summary": "Send the confirmation of your address again",
    "description": "Takes: session cookie, access token.",
    "security": [
     {
      "session": []
     },
     {
      "accessToken": []
     }
    ],
    "responses": {
     "200": {
      "description": "The answer.",
      "headers": {
       "X-Request-Id": {
        "$ref": "#/components/headers/X-Request-Id"
       },
       "RateLimit-Limit": {
        "$ref": "#/components/headers/RateLimit-Limit"
       },
       "RateLimit-Remaining": {
        "$ref": "#/components/headers/RateLimit-Remaining"
       },
       "RateLimit-Reset": {
        "$ref": "#/components/headers/RateLimit-Reset"
       }
      },
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/Done"
        },
        "example": {
         "status": "ok"
        }
       }
      }
     },
     "400": {
      "$ref": "#/components/responses/Problem400"
     },
     "401": {
      "$ref": "#/components/responses/Problem401"
     },
     "403": {
      "$ref": "#/components/responses/Problem403"
     },
     "409": {
      "$ref": "#/components/responses/Problem409"
     },
     "429": {
      "$ref": "#/components/responses/Problem429"
     },
     "503": {
      "$ref": "#/components/responses/Problem503"
     }
    },
    "x-error-codes": [
     "bad_request",
     "unauthenticated",
     "forbidden",
     "conflict",
     "rate_limited",
     "unavailable"
    ]
   }
  },
  "/api/v1/activity": {
   "get": {
    "operationId": "listActivity",
    "tags": [
     "Activity"
    ],
    "summary": "List what happened lately",
    "description": "Needs the permission `workspace.read` (owner, admin, editor, viewer). Takes: session cookie, access token, API key.",
    "security": [
     {
      "session": []
     },
     {
      "accessToken": []
     },
     {
      "apiKey": []
     }
    ],
    "parameters": [
     {
      "name": "limit",
      "in": "query",
      "required": false,
      "description": "How many a page.",
      "schema": {
       "default": 10,
       "type": "integer",
       "minimum": 1,
       "maximum": 50
      }
     },
     {
      "$ref": "#/components/parameters/WorkspaceId"
     }
    ],
    "responses": {
     "200": {
      "description": "The answer.",
      "headers": {
       "X-Request-Id": {
        "$ref": "#/components/headers/X-Request-Id"
       },
       "RateLimit-Limit": {
        "$ref": "#/components/headers/RateLimit-Limit"
       },
       "RateLimit-Remaining": {
        "$ref": "#/components/headers/RateLimit-Remaining"
       },
       "RateLimit-Reset": {
        "$ref": "#/components/headers/RateLimit-Reset"
       }
      },
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ActivityFeed"
        },
        "example": {
         "items": [
          {
           "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
           "kind": "request",
           "title": "New request from Ada Lovelace",
           "detail": "www.example.com",
           "href": "/crm/requests",
           "at": "2026-03-14T09:26:53.000Z"
          }
         ]
        }
       }
      }
     },
     "400": {
      "$ref": "#/components/responses/Problem400"
     },
     "401": {
      "$ref": "#/components/responses/Problem401"
     },
     "403": {
      "$ref": "#/components/responses/Problem403"
     },
     "404": {
      "$ref": "#/components/responses/Problem404"
     },
     "422": {
      "$ref": "#/components/responses/Problem422"
     },
     "429": {
      "$ref": "#/components/responses/Problem429"
     },
     "503": {
      "$ref": "#/components/responses/Problem503"
     }
    },
    "x-permission": "workspace.read",
    "x-error-codes": [
     "bad_request",
     "unauthenticated",
     "forbidden",
     "not_found",
     "validation_failed",
     "rate_limited",
     "unavailable"
    ]
   }
  },
  "/api/v1/api-keys": {
   "get": {
    "operationId": "listApiKeys",
    "tags": [
     "API keys"
    ],
    "summary": "List API keys",
    "description": "Needs the permission `api_keys.read` (owner, admin). Takes: session cookie, access token.",
    "security": [
     {
      "session": []
     },
     {
      "accessToken": []
     }
    ],
    "parameters": [
     {
      "name": "cursor",
      "in": "query",
      "required": false,
      "description": "Where to go on: `nextCursor` of the page before.",
      "schema": {
       "type": "string",
       "format": "uuid"
      }
     },
     {
      "name": "limit",
      "in": "query",
      "required": false,
      "description": "How many a page.",
      "schema": {
       "default": 25,
       "type": "integer",
       "minimum": 1,
       "maximum": 100
      }
     },
     {
      "$ref": "#/components/parameters/WorkspaceId"
     }
    ],
    "responses": {
     "200": {
      "description": "The answer.",
      "headers": {
       "X-Request-Id": {
        "$ref": "#/components/headers/X-Request-Id"
       },
       "RateLimit-Limit": {
        "$ref": "#/components/headers/RateLimit-Limit"
       },
       "RateLimit-Remaining": {
        "$ref": "#/components/headers/RateLimit-Remaining"
       },
       "RateLimit-Reset": {
        "$ref": "#/components/headers/RateLimit-Reset"
       }
      },
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ApiKeyList"
        },
        "example": {
         "items": [
          {
           "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
           "name": "Main website",
           "prefix": "ba_k3Yp9QxT",
           "scopes": [
            "sites.read"
           ],
           "createdBy": {
            "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
            "name": "Main website"
           },
           "ratePerMin": 12,
           "createdAt": "2026-03-14T09:26:53.000Z",
           "expiresAt": "2026-03-14T09:26:53.000Z",
           "lastUsedAt": "2026-03-14T09:26:53.000Z",
           "revokedAt": "2026-03-14T09:26:53.000Z"
          }
         ],
         "nextCursor": null
        }
       }
      }
     },
     "400": {
      "$ref": "#/components/responses/Problem400"
     },
     "401": {
      "$ref": "#/components/responses/Problem401"
     },
     "403": {
      "$ref": "#/components/responses/Problem403"
     },
     "404": {
      "$ref": "#/components/responses/Problem404"
     },
     "422": {
      "$ref": "#/components/responses/Problem422"
     },
     "429": {
      "$ref": "#/components/responses/Problem429"
     },
     "503": {
      "$ref": "#/components/responses/Problem503"
     }
    },
    "x-permission": "api_keys.read",
    "x-error-codes": [
     "bad_request",
     "unauthenticated",
     "forbidden",
     "not_found",
     "validation_failed",
     "rate_limited",
     "unavailable"
    ]
   },
   "post": {
    "operationId": "createApiKey",
    "tags": [
     "API keys"
    ],
    "summary": "Create an API key",
    "description": "The key is in this answer and cannot be read again. It never does more than its maker's role allows. Needs the permission `api_keys.write` (owner, admin). Takes: session cookie, access token.",
    "security": [
     {
      "session": []
     },
     {
      "accessToken": []
     }
    ],
    "parameters": [
     {
      "$ref": "#/components/parameters/WorkspaceId"
     },
     {
      "$ref": "#/components/parameters/IdempotencyKey"
     }
    ],
    "requestBody": {
     "required": true,
     "content": {
      "application/json": {
       "schema": {
        "$ref": "#/components/schemas/CreateApiKeyInput"
       },
       "example": {
        "name": "Main website",
        "scopes": [
         "sites.read"
        ],
        "expiresAt": "2026-03-14T09:26:53.000Z",
        "ratePerMin": 12
       }
      }
     }
    },
    "responses": {
     "201": {
      "description": "Made.",
      "headers": {
       "X-Request-Id": {
        "$ref": "#/components/headers/X-Request-Id"
       },
       "RateLimit-Limit": {
        "$ref": "#/components/headers/RateLimit-Limit"
       },
       "RateLimit-Remaining": {
        "$ref": "#/components/headers/RateLimit-Remaining"
       },
       "RateLimit-Reset": {
        "$ref": "#/components/headers/RateLimit-Reset"
       },
       "Idempotency-Replayed": {
        "$ref": "#/components/headers/Idempotency-Replayed"
       }
      },
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/NewApiKeyDto"
        },
        "example": {
         "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
         "name": "Main website",
         "prefix": "ba_k3Yp9QxT",
         "scopes": [
          "sites.read"
         ],
         "createdBy": {
          "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
          "name": "Main website"
         },
         "ratePerMin": 12,
         "createdAt": "2026-03-14T09:26:53.000Z",
         "expiresAt": "2026-03-14T09:26:53.000Z",
         "lastUsedAt": "2026-03-14T09:26:53.000Z",
         "revokedAt": "2026-03-14T09:26:53.000Z",
         "key": "ba_k3Yp9QxT_1jW3mVv0S2yq8Kf4hT6cN9bR5xZ7aLpEuGdQoYiJkMs"
        }
       }
      }
     },
     "400": {
      "$ref": "#/components/responses/Problem400"
     },
     "401": {
      "$ref": "#/components/responses/Problem401"
     },
     "403": {
      "$ref": "#/components/responses/Problem403"
     },
     "404": {
      "$ref": "#/components/responses/Problem404"
     },
     "409": {
      "$ref": "#/components/responses/Problem409"
     },
     "413": {
      "$ref": "#/components/responses/Problem413"
     },
     "415": {
      "$ref": "#/components/responses/Problem415"
     },
     "422": {
      "$ref": "#/components/responses/Problem422"
     },
     "429": {
      "$ref": "#/components/responses/Problem429"
     },
     "503": {
      "$ref": "#/components/responses/Problem503"
     }
    },
    "x-permission": "api_keys.write",
    "x-error-codes": [
     "bad_request",
     "unauthenticated",
     "forbidden",
     "not_found",
     "conflict",
     "payload_too_large",
     "unsupported_media_type",
     "validation_failed",
     "rate_limited",
     "unavailable"
    ]
   }
  },
  "/api/v1/api-keys/{keyId}": {
   "delete": {
    "operationId": "deleteApiKey",
    "tags": [
     "API keys"
    ],
    "summary": "Revoke an API key",
    "description": "Needs the permission `api_keys.write` (owner, admin). Takes: session cookie, access token.",
    "security": [
     {
      "session": []
     },
     {
      "accessToken": []
     }
    ],
    "parameters": [
     {
      "name": "keyId",
      "in": "path",
      "required": true,
      "schema": {
       "type": "string",
       "format": "uuid"
      }
     },
     {
      "$ref": "#/components/parameters/WorkspaceId"
     }
    ],
    "responses": {
     "200": {
      "description": "The answer.",
      "headers": {
       "X-Request-Id": {
        "$ref": "#/components/headers/X-Request-Id"
       },
       "RateLimit-Limit": {
        "$ref": "#/components/headers/RateLimit-Limit"
       },
       "RateLimit-Remaining": {
        "$ref": "#/components/headers/RateLimit-Remaining"
       },
       "RateLimit-Reset": {
        "$ref": "#/components/headers/RateLimit-Reset"
       }
      },
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ApiKeyDto"
        },
        "example": {
         "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
         "name": "Main website",
         "prefix": "ba_k3Yp9QxT",
         "scopes": [
          "sites.read"
         ],
         "createdBy": {
          "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
          "name": "Main website"
         },
         "ratePerMin": 12,
         "createdAt": "2026-03-14T09:26:53.000Z",
         "expiresAt": "2026-03-14T09:26:53.000Z",
         "lastUsedAt": "2026-03-14T09:26:53.000Z",
         "revokedAt": "2026-03-14T09:26:53.000Z"
        }
       }
      }
     },
     "400": {
      "$ref": "#/components/responses/Problem400"
     },
     "401": {
      "$ref": "#/components/responses/Problem401"
     },
     "403": {
      "$ref": "#/components/responses/Problem403"
     },
     "404": {
      "$ref": "#/components/responses/Problem404"
     },
     "409": {
      "$ref": "#/components/responses/Problem409"
     },
     "429": {
      "$ref": "#/components/responses/Problem429"
     },
     "503": {
      "$ref": "#/components/responses/Problem503"
     }
    },
    "x-permission": "api_keys.write",
    "x-error-codes": [
     "bad_request",
     "unauthenticated",
     "forbidden",
     "not_found",
     "conflict",
     "rate_limited",
     "unavailable"
    ]
   }
  },
  "/api/v1/audit": {
   "get": {
    "operationId": "listAuditLog",
    "tags": [
     "Audit log"
    ],
    "summary": "List the audit log",
    "description": "Needs the permission `audit.read` (owner, admin). Takes: session cookie, access token, API key.",
    "security": [
     {
      "session": []
     },
     {
      "accessToken": []
     },
     {
      "apiKey": []
     }
    ],
    "parameters": [
     {
      "name": "cursor",
      "in": "query",
      "required": false,
      "description": "Where to go on: `nextCursor` of the page before.",
      "schema": {
       "type": "string",
       "format": "uuid"
      }
     },
     {
      "name": "limit",
      "in": "query",
      "required": false,
      "description": "How many a page.",
      "schema": {
       "default": 25,
       "type": "integer",
       "minimum": 1,
       "maximum": 100
      }
     },
     {
      "name": "action",
      "in": "query",
      "required": false,
      "schema": {
       "type": "string",
       "maxLength": 100
      }
     },
     {
      "name": "actorId",
      "in": "query",
      "required": false,
      "schema": {
       "type": "string",
       "maxLength": 100
      }
     },
     {
      "name": "entityType",
      "in": "query",
      "required": false,
      "schema": {
       "type": "string",
       "maxLength": 100
      }
     },
     {
      "name": "entityId",
      "in": "query",
      "required": false,
      "schema": {
       "type": "string",
       "maxLength": 100
      }
     },
     {
      "name": "from",
      "in": "query",
      "required": false,
      "schema": {
       "type": "string",
       "format": "date-time"
      }
     },
     {
      "name": "to",
      "in": "query",
      "required": false,
      "schema": {
       "type": "string",
       "format": "date-time"
      }
     },
     {
      "name": "q",
      "in": "query",
      "required": false,
      "description": "Text to look for.",
      "schema": {
       "type": "string",
       "maxLength": 100
      }
     },
     {
      "$ref": "#/components/parameters/WorkspaceId"
     }
    ],
    "responses": {
     "200": {
      "description": "The answer.",
      "headers": {
       "X-Request-Id": {
        "$ref": "#/components/headers/X-Request-Id"
       },
       "RateLimit-Limit": {
        "$ref": "#/components/headers/RateLimit-Limit"
       },
       "RateLimit-Remaining": {
        "$ref": "#/components/headers/RateLimit-Remaining"
       },
       "RateLimit-Reset": {
        "$ref": "#/components/headers/RateLimit-Reset"
       }
      },
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/AuditList"
        },
        "example": {
         "items": [
          {
           "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
           "at": "2026-03-14T09:26:53.000Z",
           "actor": {
            "type": "user",
            "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
            "name": "Main website"
           },
           "action": "site.create",
           "entityType": "site",
           "entityId": "0195a3f2-6b1c-7d4e-9a8b-556eb4fe4ca9",
           "entityName": "Some text",
           "before": null,
           "after": null,
           "requestId": "0195a3f2-6b1c-7d4e-9a8b-2163759e8b77"
          }
         ],
         "nextCursor": null
        }
       }
      }
     },
     "400": {
      "$ref": "#/components/responses/Problem400"
     },
     "401": {
      "$ref": "#/components/responses/Problem401"
     },
     "403": {
      "$ref": "#/components/responses/Problem403"
     },
     "404": {
      "$ref": "#/components/responses/Problem404"
     },
     "422": {
      "$ref": "#/components/responses/Problem422"
     },
     "429": {
      "$ref": "#/components/responses/Problem429"
     },
     "503": {
      "$ref": "#/components/responses/Problem503"
     }
    },
    "x-permission": "audit.read",
    "x-error-codes": [
     "bad_request",
     "unauthenticated",
     "forbidden",
     "not_found",
     "validation_failed",
     "rate_limited",
     "unavailable"
    ]
   }
  },
  "/api/v1/audit/export": {
   "get": {
    "operationId": "exportAuditLog",
    "tags": [
     "Audit log"
    ],
    "summary": "Export the audit log as CSV",
    "description": "Needs the permission `audit.read` (owner, admin). Takes: session cookie, access token, API key.",
    "security": [
     {
      "session": []
     },
     {
      "accessToken": []
     },
     {
      "apiKey": []
     }
    ],
    "parameters": [
     {
      "name": "action",
      "in": "query",
      "required": false,
      "description": "A whole action (\"member.invite\") or its first part (\"member\").",
      "schema": {
       "type": "string",
       "maxLength": 100
      }
     },
     {
      "name": "actorId",
      "in": "query",
      "required": false,
      "schema": {
       "type": "string",
       "maxLength": 100
      }
     },
     {
      "name": "entityType",
      "in": "query",
      "required": false,
      "schema": {
       "type": "string",
       "maxLength": 100
      }
     },
     {
      "name": "entityId",
      "in": "query",
      "required": false,
      "schema": {
       "type": "string",
       "maxLength": 100
      }
     },
     {
      "name": "from",
      "in": "query",
      "required": false,
      "description": "From this moment on.",
      "schema": {
       "type": "string",
       "format": "date-time"
      }
     },
     {
      "name": "to",
      "in": "query",
      "required": false,
      "description": "Before this moment.",
      "schema": {
       "type": "string",
       "format": "date-time"
      }
     },
     {
      "name": "q",
      "in": "query",
      "required": false,
      "description": "Text in what was changed.",
      "schema": {
       "type": "string",
       "maxLength": 100
      }
     },
     {
      "$ref": "#/components/parameters/WorkspaceId"
     }
    ],
    "responses": {
     "200": {
      "description": "The content itself.",
      "headers": {
       "X-Request-Id": {
        "$ref": "#/components/headers/X-Request-Id"
       },
       "RateLimit-Limit": {
        "$ref": "#/components/headers/RateLimit-Limit"
       },
       "RateLimit-Remaining": {
        "$ref": "#/components/headers/RateLimit-Remaining"
       },
       "RateLimit-Reset": {
        "$ref": "#/components/headers/RateLimit-Reset"
       }
      },
      "content": {
       "text/csv": {
        "schema": {
         "type": "string"
        }
       }
      }
     },
     "400": {
      "$ref": "#/components/responses/Problem400"
     },
     "401": {
      "$ref": "#/components/responses/Problem401"
     },
     "403": {
      "$ref": "#/components/responses/Problem403"
     },
     "404": {
      "$ref": "#/components/responses/Problem404"
     },
     "422": {
      "$ref": "#/components/responses/Problem422"
     },
     "429": {
      "$ref": "#/components/responses/Problem429"
     },
     "503": {
      "$ref": "#/components/responses/Problem503"
     }
    },
    "x-permission": "audit.read",
    "x-error-codes": [
     "bad_request",
     "unauthenticated",
     "forbidden",
     "not_found",
     "validation_failed",
     "rate_limited",
     "unavailable"
    ]
   }
  },
  "/api/v1/auth/confirm-email-change": {
   "post": {
    "operationId": "confirmEmailChange",
    "tags": [
     "Sign-in"
    ],
    "summary": "Confirm a new e-mail address by the link's token",
    "description": "Who is not signed in to the account sends its password too. Needs no sign-in.",
    "security": [],
    "requestBody": {
     "required": true,
     "content": {
      "application/json": {
       "schema": {
        "$ref": "#/components/schemas/TakeLinkInput"
       },
       "example": {
        "token": "1jW3mVv0S2yq8Kf4hT6cN9bR5xZ7aLpEuGdQoYiJkMs",
        "password": "correct horse battery staple"
       }
      }
     }
    },
    "responses": {
     "200": {
      "description": "The answer.",
      "headers": {
       "X-Request-Id": {
        "$ref": "#/components/headers/X-Request-Id"
       },
       "RateLimit-Limit": {
        "$ref": "#/components/headers/RateLimit-Limit"
       },
       "RateLimit-Remaining": {
        "$ref": "#/components/headers/RateLimit-Remaining"
       },
       "RateLimit-Reset": {
        "$ref": "#/components/headers/RateLimit-Reset"
       }
      },
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/Done"
        },
        "example": {
         "status": "ok"
        }
       }
      }
     },
     "400": {
      "$ref": "#/components/responses/Problem400"
     },
     "403": {
      "$ref": "#/components/responses/Problem403"
     },
     "409": {
      "$ref": "#/components/responses/Problem409"
     },
     "410": {
      "$ref": "#/components/responses/Problem410"
     },
     "413": {
      "$ref": "#/components/responses/Problem413"
     },
     "415": {
      "$ref": "#/components/responses/Problem415"
     },
     "422": {
      "$ref": "#/components/responses/Problem422"
     },
     "429": {
      "$ref": "#/components/responses/Problem429"
     },
     "503": {
      "$ref": "#/components/responses/Problem503"
     }
    },
    "x-error-codes": [
     "bad_request",
     "reauthentication_required",
     "conflict",
     "gone",
     "payload_too_large",
     "unsupported_media_type",
     "validation_failed",
     "rate_limited",
     "unavailable"
    ]
   }
  },
  "/api/v1/auth/forgot-password": {
   "post": {
    "operationId": "forgotPassword",
    "tags": [
     "Sign-in"
    ],
    "summary": "Send a link that sets a new password",
    "description": "The answer is the same for an address that nobody has. Needs no sign-in.",
    "security": [],
    "requestBody": {
     "required": true,
     "content": {
      "application/json": {
       "schema": {
        "$ref": "#/components/schemas/ForgotPasswordInput"
       },
       "example": {
        "email": "ada@example.com"
       }
      }
     }
    },
    "responses": {
     "200": {
      "description": "The answer.",
      "headers": {
       "X-Request-Id": {
        "$ref": "#/components/headers/X-Request-Id"
       },
       "RateLimit-Limit": {
        "$ref": "#/components/headers/RateLimit-Limit"
       },
       "RateLimit-Remaining": {
        "$ref": "#/components/headers/RateLimit-Remaining"
       },
       "RateLimit-Reset": {
        "$ref": "#/components/headers/RateLimit-Reset"
       }
      },
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/Done"
        },
        "example": {
         "status": "ok"
        }
       }
      }
     },
     "400": {
      "$ref": "#/components/responses/Problem400"
     },
     "413": {
      "$ref": "#/components/responses/Problem413"
     },
     "415": {
      "$ref": "#/components/responses/Problem415"
     },
     "422": {
      "$ref": "#/components/responses/Problem422"
     },
     "429": {
      "$ref": "#/components/responses/Problem429"
     },
     "503": {
      "$ref": "#/components/responses/Problem503"
     }
    },
    "x-error-codes": [
     "bad_request",
     "payload_too_large",
     "unsupported_media_type",
     "validation_failed",
     "rate_limited",
     "unavailable"
    ]
   }
  },
  "/api/v1/auth/jwks.json": {
   "get": {
    "operationId": "getJwks",
    "tags": [
     "Sign-in"
    ],
    "summary": "Get the signing keys",
    "description": "Public keys of access tokens (RFC 7517), so that a gateway can check them by itself. Needs no sign-in.",
    "security": [],
    "responses": {
     "200": {
      "description": "The answer.",
      "headers": {
       "X-Request-Id": {
        "$ref": "#/components/headers/X-Request-Id"
       },
       "RateLimit-Limit": {
        "$ref": "#/components/headers/RateLimit-Limit"
       },
       "RateLimit-Remaining": {
        "$ref": "#/components/headers/RateLimit-Remaining"
       },
       "RateLimit-Reset": {
        "$ref": "#/components/headers/RateLimit-Reset"
       }
      },
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/JwksDto"
        },
        "example": {
         "keys": [
          {
           "example": null
          }
         ]
        }
       }
      }
     },
     "429": {
      "$ref": "#/components/responses/Problem429"
     },
     "503": {
      "$ref": "#/components/responses/Problem503"
     }
    },
    "x-error-codes": [
     "rate_limited",
     "unavailable"
    ]
   }
  },
  "/api/v1/auth/login": {
   "post": {
    "operationId": "logIn",
    "tags": [
     "Sign-in"
    ],
    "summary": "Log in",
    "description": "Answers an access token of 15 minutes for one workspace, a refresh token, and the list of the person's workspaces. An account with a second factor is asked for its code: 401 with the code second_factor_required. Needs no sign-in.",
    "security": [],
    "requestBody": {
     "required": true,
     "content": {
      "application/json": {
       "schema": {
        "$ref": "#/components/schemas/TokenLoginInput"
       },
       "example": {
        "email": "ada@example.com",
        "password": "correct horse battery staple",
        "code": "123456",
        "tenantId": "0195a3f2-6b1c-7d4e-9a8b-aad71cd4f8e2"
       }
      }
     }
    },
    "responses": {
     "200": {
      "description": "The answer.",
      "headers": {
       "X-Request-Id": {
        "$ref": "#/components/headers/X-Request-Id"
       },
       "RateLimit-Limit": {
        "$ref": "#/components/headers/RateLimit-Limit"
       },
       "RateLimit-Remaining": {
        "$ref": "#/components/headers/RateLimit-Remaining"
       },
       "RateLimit-Reset": {
        "$ref": "#/components/headers/RateLimit-Reset"
       }
      },
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/TokenDto"
        },
        "example": {
         "tokenType": "Bearer",
         "accessToken": "eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiIuLi4ifQ.c2lnbmF0dXJl",
         "expiresInS": 12,
         "refreshToken": "1jW3mVv0S2yq8Kf4hT6cN9bR5xZ7aLpEuGdQoYiJkMs",
         "refreshExpiresAt": "2026-03-14T09:26:53.000Z",
         "tenantId": "0195a3f2-6b1c-7d4e-9a8b-aad71cd4f8e2",
         "tenants": [
          {
           "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
           "name": "Main website",
           "role": "owner"
          }
         ]
        }
       }
      }
     },
     "400": {
      "$ref": "#/components/responses/Problem400"
     },
     "401": {
      "$ref": "#/components/responses/Problem401"
     },
     "404": {
      "$ref": "#/components/responses/Problem404"
     },
     "413": {
      "$ref": "#/components/responses/Problem413"
     },
     "415": {
      "$ref": "#/components/responses/Problem415"
     },
     "422": {
      "$ref": "#/components/responses/Problem422"
     },
     "429": {
      "$ref": "#/components/responses/Problem429"
     },
     "503": {
      "$ref": "#/components/responses/Problem503"
     }
    },
    "x-error-codes": [
     "bad_request",
     "second_factor_required",
     "unauthenticated",
     "not_found",
     "payload_too_large",
     "unsupported_media_type",
     "validation_failed",
     "rate_limited",
     "unavailable"
    ]
   }
  },
  "/api/v1/auth/logout": {
   "post": {
    "operationId": "logOut",
    "tags": [
     "Sign-in"
    ],
    "summary": "Log out",
    "description": "Ends the refresh token's family; access tokens of it are refused from the next request on. Needs no sign-in.",
    "security": [],
    "requestBody": {
     "required": true,
     "content": {
      "application/json": {
       "schema": {
        "$ref": "#/components/schemas/LogoutInput"
       },
       "example": {
        "refreshToken": "1jW3mVv0S2yq8Kf4hT6cN9bR5xZ7aLpEuGdQoYiJkMs"
       }
      }
     }
    },
    "responses": {
     "204": {
      "description": "Done; there is nothing to say.",
      "headers": {
       "X-Request-Id": {
        "$ref": "#/components/headers/X-Request-Id"
       },
       "RateLimit-Limit": {
        "$ref": "#/components/headers/RateLimit-Limit"
       },
       "RateLimit-Remaining": {
        "$ref": "#/components/headers/RateLimit-Remaining"
       },
       "RateLimit-Reset": {
        "$ref": "#/components/headers/RateLimit-Reset"
       }
      }
     },
     "400": {
      "$ref": "#/components/responses/Problem400"
     },
     "413": {
      "$ref": "#/components/responses/Problem413"
     },
     "415": {
      "$ref": "#/components/responses/Problem415"
     },
     "422": {
      "$ref": "#/components/responses/Problem422"
     },
     "429": {
      "$ref": "#/components/responses/Problem429"
     },
     "503": {
      "$ref": "#/components/responses/Problem503"
     }
    },
    "x-error-codes": [
     "bad_request",
     "payload_too_large",
     "unsupported_media_type",
     "validation_failed",
     "rate_limited",
     "unavailable"
    ]
   }
  },
  "/api/v1/auth/refresh": {
   "post": {
    "operationId": "refreshTokens",
    "tags": [
     "Sign-in"
    ],
    "summary": "Refresh tokens",
    "description": "A refresh token works once and is answered with a new pair. Sending one a second time ends its whole family. Needs no sign-in.",
    "security": [],
    "requestBody": {
     "required": true,
     "content": {
      "application/json": {
       "schema": {
        "$ref": "#/components/schemas/RefreshInput"
       },
       "example": {
        "refreshToken": "1jW3mVv0S2yq8Kf4hT6cN9bR5xZ7aLpEuGdQoYiJkMs",
        "tenantId": "0195a3f2-6b1c-7d4e-9a8b-aad71cd4f8e2"
       }
      }
     }
    },
    "responses": {
     "200": {
      "description": "The answer.",
      "headers": {
       "X-Request-Id": {
        "$ref": "#/components/headers/X-Request-Id"
       },
       "RateLimit-Limit": {
        "$ref": "#/components/headers/RateLimit-Limit"
       },
       "RateLimit-Remaining": {
        "$ref": "#/components/headers/RateLimit-Remaining"
       },
       "RateLimit-Reset": {
        "$ref": "#/components/headers/RateLimit-Reset"
       }
      },
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/TokenDto"
        },
        "example": {
         "tokenType": "Bearer",
         "accessToken": "eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiIuLi4ifQ.c2lnbmF0dXJl",
         "expiresInS": 12,
         "refreshToken": "1jW3mVv0S2yq8Kf4hT6cN9bR5xZ7aLpEuGdQoYiJkMs",
         "refreshExpiresAt": "2026-03-14T09:26:53.000Z",
         "tenantId": "0195a3f2-6b1c-7d4e-9a8b-aad71cd4f8e2",
         "tenants": [
          {
           "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
           "name": "Main website",
           "role": "owner"
          }
         ]
        }
       }
      }
     },
     "400": {
      "$ref": "#/components/responses/Problem400"
     },
     "401": {
      "$ref": "#/components/responses/Problem401"
     },
     "404": {
      "$ref": "#/components/responses/Problem404"
     },
     "413": {
      "$ref": "#/components/responses/Problem413"
     },
     "415": {
      "$ref": "#/components/responses/Problem415"
     },
     "422": {
      "$ref": "#/components/responses/Problem422"
     },
     "429": {
      "$ref": "#/components/responses/Problem429"
     },
     "503": {
      "$ref": "#/components/responses/Problem503"
     }
    },
    "x-error-codes": [
     "bad_request",
     "unauthenticated",
     "not_found",
     "payload_too_large",
     "unsupported_media_type",
     "validation_failed",
     "rate_limited",
     "unavailable"
    ]
   }
  },
  "/api/v1/auth/register": {
   "post": {
    "operationId": "register",
    "tags": [
     "Sign-in"
    ],
    "summary": "Make an account with its workspace",
    "description": "The answer is the same for an address that has an account. A message asks for a confirmation. Needs no sign-in.",
    "security": [],
    "requestBody": {
     "required": true,
     "content": {
      "application/json": {
       "schema": {
        "$ref": "#/components/schemas/RegisterInput"
       },
       "example": {
        "email": "ada@example.com",
        "password": "correct horse battery staple",
        "name": "Main website",
        "workspaceName": "Example Studio",
        "invitationToken": "Some text"
       }
      }
     }
    },
    "responses": {
     "201": {
      "description": "Made.",
      "headers": {
       "X-Request-Id": {
        "$ref": "#/components/headers/X-Request-Id"
       },
       "RateLimit-Limit": {
        "$ref": "#/components/headers/RateLimit-Limit"
       },
       "RateLimit-Remaining": {
        "$ref": "#/components/headers/RateLimit-Remaining"
       },
       "RateLimit-Reset": {
        "$ref": "#/components/headers/RateLimit-Reset"
       }
      },
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/RegisterResult"
        },
        "example": {
         "status": "ok"
        }
       }
      }
     },
     "400": {
      "$ref": "#/components/responses/Problem400"
     },
     "413": {
      "$ref": "#/components/responses/Problem413"
     },
     "415": {
      "$ref": "#/components/responses/Problem415"
     },
     "422": {
      "$ref": "#/components/responses/Problem422"
     },
     "429": {
      "$ref": "#/components/responses/Problem429"
     },
     "503": {
      "$ref": "#/components/responses/Problem503"
     }
    },
    "x-error-codes": [
     "bad_request",
     "payload_too_large",
     "unsupported_media_type",
     "validation_failed",
     "rate_limited",
     "unavailable"
    ]
   }
  },
  "/api/v1/auth/reset-password": {
   "post": {
    "operationId": "resetPassword",
    "tags": [
     "Sign-in"
    ],
    "summary": "Set a new password by the link's token",
    "description": "Ends every session and token of the account. Needs no sign-in.",
    "security": [],
    "requestBody": {
     "required": true,
     "content": {
      "application/json": {
       "schema": {
        "$ref": "#/components/schemas/ResetPasswordInput"
       },
       "example": {
        "token": "1jW3mVv0S2yq8Kf4hT6cN9bR5xZ7aLpEuGdQoYiJkMs",
        "password": "correct horse battery staple"
       }
      }
     }
    },
    "responses": {
     "200": {
      "description": "The answer.",
      "headers": {
       "X-Request-Id": {
        "$ref": "#/components/headers/X-Request-Id"
       },
       "RateLimit-Limit": {
        "$ref": "#/components/headers/RateLimit-Limit"
       },
       "RateLimit-Remaining": {
        "$ref": "#/components/headers/RateLimit-Remaining"
       },
       "RateLimit-Reset": {
        "$ref": "#/components/headers/RateLimit-Reset"
       }
      },
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/Done"
        },
        "example": {
         "status": "ok"
        }
       }
      }
     },
     "400": {
      "$ref": "#/components/responses/Problem400"
     },
     "410": {
      "$ref": "#/components/responses/Problem410"
     },
     "413": {
      "$ref": "#/components/responses/Problem413"
     },
     "415": {
      "$ref": "#/components/responses/Problem415"
     },
     "422": {
      "$ref": "#/components/responses/Problem422"
     },
     "429": {
      "$ref": "#/components/responses/Problem429"
     },
     "503": {
      "$ref": "#/components/responses/Problem503"
     }
    },
    "x-error-codes": [
     "bad_request",
     "gone",
     "payload_too_large",
     "unsupported_media_type",
     "validation_failed",
     "rate_limited",
     "unavailable"
    ]
   }
  },
  "/api/v1/auth/second-factor": {
   "post": {
    "operationId": "passSecondFactor",
    "tags": [
     "Sign-in"
    ],
    "summary": "Finish a browser's sign-in with the second factor",
    "description": "Takes six digits of the authenticator app or a recovery code. The cookie is replaced by a new one. Needs no sign-in.",
    "security": [],
    "requestBody": {
     "required": true,
     "content": {
      "application/json": {
       "schema": {
        "$ref": "#/components/schemas/CodeInput"
       },
       "example": {
        "code": "123456"
       }
      }
     }
    },
    "responses": {
     "200": {
      "description": "The answer.",
      "headers": {
       "X-Request-Id": {
        "$ref": "#/components/headers/X-Request-Id"
       },
       "RateLimit-Limit": {
        "$ref": "#/components/headers/RateLimit-Limit"
       },
       "RateLimit-Remaining": {
        "$ref": "#/components/headers/RateLimit-Remaining"
       },
       "RateLimit-Reset": {
        "$ref": "#/components/headers/RateLimit-Reset"
       }
      },
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/Done"
        },
        "example": {
         "status": "ok"
        }
       }
      }
     },
     "400": {
      "$ref": "#/components/responses/Problem400"
     },
     "401": {
      "$ref": "#/components/responses/Problem401"
     },
     "413": {
      "$ref": "#/components/responses/Problem413"
     },
     "415": {
      "$ref": "#/components/responses/Problem415"
     },
     "422": {
      "$ref": "#/components/responses/Problem422"
     },
     "429": {
      "$ref": "#/components/responses/Problem429"
     },
     "503": {
      "$ref": "#/components/responses/Problem503"
     }
    },
    "x-error-codes": [
     "bad_request",
     "unauthenticated",
     "payload_too_large",
     "unsupported_media_type",
     "validation_failed",
     "rate_limited",
     "unavailable"
    ]
   }
  },
  "/api/v1/auth/verify-email": {
   "post": {
    "operationId": "verifyEmail",
    "tags": [
     "Sign-in"
    ],
    "summary": "Confirm an e-mail address by the link's token",
    "description": "Who is not signed in to the account sends its password too. Needs no sign-in.",
    "security": [],
    "requestBody": {
     "required": true,
     "content": {
      "application/json": {
       "schema": {
        "$ref": "#/components/schemas/TakeLinkInput"
       },
       "example": {
        "token": "1jW3mVv0S2yq8Kf4hT6cN9bR5xZ7aLpEuGdQoYiJkMs",
        "password": "correct horse battery staple"
       }
      }
     }
    },
    "responses": {
     "200": {
      "description": "The answer.",
      "headers": {
       "X-Request-Id": {
        "$ref": "#/components/headers/X-Request-Id"
       },
       "RateLimit-Limit": {
        "$ref": "#/components/headers/RateLimit-Limit"
       },
       "RateLimit-Remaining": {
        "$ref": "#/components/headers/RateLimit-Remaining"
       },
       "RateLimit-Reset": {
        "$ref": "#/components/headers/RateLimit-Reset"
       }
      },
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/Done"
        },
        "example": {
         "status": "ok"
        }
       }
      }
     },
     "400": {
      "$ref": "#/components/responses/Problem400"
     },
     "403": {
      "$ref": "#/components/responses/Problem403"
     },
     "410": {
      "$ref": "#/components/responses/Problem410"
     },
     "413": {
      "$ref": "#/components/responses/Problem413"
     },
     "415": {
      "$ref": "#/components/responses/Problem415"
     },
     "422": {
      "$ref": "#/components/responses/Problem422"
     },
     "429": {
      "$ref": "#/components/responses/Problem429"
     },
     "503": {
      "$ref": "#/components/responses/Problem503"
     }
    },
    "x-error-codes": [
     "bad_request",
     "reauthentication_required",
     "gone",
     "payload_too_large",
     "unsupported_media_type",
     "validation_failed",
     "rate_limited",
     "unavailable"
    ]
   }
  },
  "/api/v1/companies": {
   "get": {
    "operationId": "listCompanies",
    "tags": [
     "Companies"
    ],
    "summary": "List companies",
    "description": "Needs the permission `companies.read` (owner, admin, editor, viewer). Takes: session cookie, access token, API key.",
    "security": [
     {
      "session": []
     },
     {
      "accessToken": []
     },
     {
      "apiKey": []
     }
    ],
    "parameters": [
     {
      "name": "cursor",
      "in": "query",
      "required": false,
      "description": "Where to go on: `nextCursor` of the page before.",
      "schema": {
       "type": "string",
       "format": "uuid"
      }
     },
     {
      "name": "limit",
      "in": "query",
      "required": false,
      "description": "How many a page.",
      "schema": {
       "default": 25,
       "type": "integer",
       "minimum": 1,
       "maximum": 100
      }
     },
     {
      "$ref": "#/components/parameters/WorkspaceId"
     }
    ],
    "responses": {
     "200": {
      "description": "The answer.",
      "headers": {
       "X-Request-Id": {
        "$ref": "#/components/headers/X-Request-Id"
       },
       "RateLimit-Limit": {
        "$ref": "#/components/headers/RateLimit-Limit"
       },
       "RateLimit-Remaining": {
        "$ref": "#/components/headers/RateLimit-Remaining"
       },
       "RateLimit-Reset": {
        "$ref": "#/components/headers/RateLimit-Reset"
       }
      },
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/CompanyList"
        },
        "example": {
         "items": [
          {
           "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
           "name": "Main website",
           "isDefault": true,
           "createdAt": "2026-03-14T09:26:53.000Z"
          }
         ],
         "nextCursor": null
        }
       }
      }
     },
     "400": {
      "$ref": "#/components/responses/Problem400"
     },
     "401": {
      "$ref": "#/components/responses/Problem401"
     },
     "403": {
      "$ref": "#/components/responses/Problem403"
     },
     "404": {
      "$ref": "#/components/responses/Problem404"
     },
     "422": {
      "$ref": "#/components/responses/Problem422"
     },
     "429": {
      "$ref": "#/components/responses/Problem429"
     },
     "503": {
      "$ref": "#/components/responses/Problem503"
     }
    },
    "x-permission": "companies.read",
    "x-error-codes": [
     "bad_request",
     "unauthenticated",
     "forbidden",
     "not_found",
     "validation_failed",
     "rate_limited",
     "unavailable"
    ]
   }
  },
  "/api/v1/contacts": {
   "get": {
    "operationId": "listContacts",
    "tags": [
     "Contacts"
    ],
    "summary": "List contacts",
    "description": "Needs the permission `contacts.read` (owner, admin, editor, viewer). Takes: session cookie, access token, API key.",
    "security": [
     {
      "session": []
     },
     {
      "accessToken": []
     },
     {
      "apiKey": []
     }
    ],
    "parameters": [
     {
      "name": "cursor",
      "in": "query",
      "required": false,
      "description": "Where to go on: `nextCursor` of the page before.",
      "schema": {
       "type": "string",
       "format": "uuid"
      }
     },
     {
      "name": "limit",
      "in": "query",
      "required": false,
      "description": "How many a page.",
      "schema": {
       "default": 25,
       "type": "integer",
       "minimum": 1,
       "maximum": 100
      }
     },
     {
      "name": "q",
      "in": "query",
      "required": false,
      "description": "Text to look for.",
      "schema": {
       "type": "string",
       "maxLength": 100
      }
     },
     {
      "$ref": "#/components/parameters/WorkspaceId"
     }
    ],
    "responses": {
     "200": {
      "description": "The answer.",
      "headers": {
       "X-Request-Id": {
        "$ref": "#/components/headers/X-Request-Id"
       },
       "RateLimit-Limit": {
        "$ref": "#/components/headers/RateLimit-Limit"
       },
       "RateLimit-Remaining": {
        "$ref": "#/components/headers/RateLimit-Remaining"
       },
       "RateLimit-Reset": {
        "$ref": "#/components/headers/RateLimit-Reset"
       }
      },
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ContactList"
        },
        "example": {
         "items": [
          {
           "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
           "email": "ada@example.com",
           "name": "Main website",
           "companyName": "Example Ltd",
           "phone": "+44 20 7946 0000",
           "createdAt": "2026-03-14T09:26:53.000Z",
           "updatedAt": "2026-03-14T09:26:53.000Z"
          }
         ],
         "nextCursor": null
        }
       }
      }
     },
     "400": {
      "$ref": "#/components/responses/Problem400"
     },
     "401": {
      "$ref": "#/components/responses/Problem401"
     },
     "403": {
      "$ref": "#/components/responses/Problem403"
     },
     "404": {
      "$ref": "#/components/responses/Problem404"
     },
     "422": {
      "$ref": "#/components/responses/Problem422"
     },
     "429": {
      "$ref": "#/components/responses/Problem429"
     },
     "503": {
      "$ref": "#/components/responses/Problem503"
     }
    },
    "x-permission": "contacts.read",
    "x-error-codes": [
     "bad_request",
     "unauthenticated",
     "forbidden",
     "not_found",
     "validation_failed",
     "rate_limited",
     "unavailable"
    ]
   },
   "post": {
    "operationId": "createContact",
    "tags": [
     "Contacts"
    ],
    "summary": "Create a contact",
    "description": "Needs the permission `contacts.write` (owner, admin, editor). Takes: session cookie, access token, API key.",
    "security": [
     {
      "session": []
     },
     {
      "accessToken": []
     },
     {
      "apiKey": []
     }
    ],
    "parameters": [
     {
      "$ref": "#/components/parameters/WorkspaceId"
     },
     {
      "$ref": "#/components/parameters/IdempotencyKey"
     }
    ],
    "requestBody": {
     "required": true,
     "content": {
      "application/json": {
       "schema": {
        "$ref": "#/components/schemas/CreateContactInput"
       },
       "example": {
        "email": "ada@example.com",
        "name": "Main website",
        "companyName": "Example Ltd",
        "phone": "+44 20 7946 0000"
       }
      }
     }
    },
    "responses": {
     "201": {
      "description": "Made.",
      "headers": {
       "X-Request-Id": {
        "$ref": "#/components/headers/X-Request-Id"
       },
       "RateLimit-Limit": {
        "$ref": "#/components/headers/RateLimit-Limit"
       },
       "RateLimit-Remaining": {
        "$ref": "#/components/headers/RateLimit-Remaining"
       },
       "RateLimit-Reset": {
        "$ref": "#/components/headers/RateLimit-Reset"
       },
       "Idempotency-Replayed": {
        "$ref": "#/components/headers/Idempotency-Replayed"
       }
      },
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ContactDto"
        },
        "example": {
         "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
         "email": "ada@example.com",
         "name": "Main website",
         "companyName": "Example Ltd",
         "phone": "+44 20 7946 0000",
         "createdAt": "2026-03-14T09:26:53.000Z",
         "updatedAt": "2026-03-14T09:26:53.000Z"
        }
       }
      }
     },
     "400": {
      "$ref": "#/components/responses/Problem400"
     },
     "401": {
      "$ref": "#/components/responses/Problem401"
     },
     "403": {
      "$ref": "#/components/responses/Problem403"
     },
     "404": {
      "$ref": "#/components/responses/Problem404"
     },
     "409": {
      "$ref": "#/components/responses/Problem409"
     },
     "413": {
      "$ref": "#/components/responses/Problem413"
     },
     "415": {
      "$ref": "#/components/responses/Problem415"
     },
     "422": {
      "$ref": "#/components/responses/Problem422"
     },
     "429": {
      "$ref": "#/components/responses/Problem429"
     },
     "503": {
      "$ref": "#/components/responses/Problem503"
     }
    },
    "x-permission": "contacts.write",
    "x-error-codes": [
     "bad_request",
     "unauthenticated",
     "forbidden",
     "not_found",
     "conflict",
     "payload_too_large",
     "unsupported_media_type",
     "validation_failed",
     "rate_limited",
     "unavailable"
    ]
   }
  },
  "/api/v1/contacts/{contactId}": {
   "get": {
    "operationId": "getContact",
    "tags": [
     "Contacts"
    ],
    "summary": "Get a contact",
    "description": "Needs the permission `contacts.read` (owner, admin, editor, viewer). Takes: session cookie, access token, API key.",
    "security": [
     {
      "session": []
     },
     {
      "accessToken": []
     },
     {
      "apiKey": []
     }
    ],
    "parameters": [
     {
      "name": "contactId",
      "in": "path",
      "required": true,
      "schema": {
       "type": "string",
       "format": "uuid"
      }
     },
     {
      "$ref": "#/components/parameters/WorkspaceId"
     }
    ],
    "responses": {
     "200": {
      "description": "The answer.",
      "headers": {
       "X-Request-Id": {
        "$ref": "#/components/headers/X-Request-Id"
       },
       "RateLimit-Limit": {
        "$ref": "#/components/headers/RateLimit-Limit"
       },
       "RateLimit-Remaining": {
        "$ref": "#/components/headers/RateLimit-Remaining"
       },
       "RateLimit-Reset": {
        "$ref": "#/components/headers/RateLimit-Reset"
       }
      },
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ContactDto"
        },
        "example": {
         "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
         "email": "ada@example.com",
         "name": "Main website",
         "companyName": "Example Ltd",
         "phone": "+44 20 7946 0000",
         "createdAt": "2026-03-14T09:26:53.000Z",
         "updatedAt": "2026-03-14T09:26:53.000Z"
        }
       }
      }
     },
     "400": {
      "$ref": "#/components/responses/Problem400"
     },
     "401": {
      "$ref": "#/components/responses/Problem401"
     },
     "403": {
      "$ref": "#/components/responses/Problem403"
     },
     "404": {
      "$ref": "#/components/responses/Problem404"
     },
     "429": {
      "$ref": "#/components/responses/Problem429"
     },
     "503": {
      "$ref": "#/components/responses/Problem503"
     }
    },
    "x-permission": "contacts.read",
    "x-error-codes": [
     "bad_request",
     "unauthenticated",
     "forbidden",
     "not_found",
     "rate_limited",
     "unavailable"
    ]
   },
   "patch": {
    "operationId": "updateContact",
    "tags": [
     "Contacts"
    ],
    "summary": "Change a contact",
    "description": "Needs the permission `contacts.write` (owner, admin, editor). Takes: session cookie, access token, API key.",
    "security": [
     {
      "session": []
     },
     {
      "accessToken": []
     },
     {
      "apiKey": []
     }
    ],
    "parameters": [
     {
      "name": "contactId",
      "in": "path",
      "required": true,
      "schema": {
       "type": "string",
       "format": "uuid"
      }
     },
     {
      "$ref": "#/components/parameters/WorkspaceId"
     }
    ],
    "requestBody": {
     "required": true,
     "content": {
      "application/json": {
       "schema": {
        "$ref": "#/components/schemas/UpdateContactInput"
       },
       "example": {
        "email": "ada@example.com",
        "name": "Main website",
        "companyName": "Example Ltd",
        "phone": "+44 20 7946 0000"
       }
      }
     }
    },
    "responses": {
     "200": {
      "description": "The answer.",
      "headers": {
       "X-Request-Id": {
        "$ref": "#/components/headers/X-Request-Id"
       },
       "RateLimit-Limit": {
        "$ref": "#/components/headers/RateLimit-Limit"
       },
       "RateLimit-Remaining": {
        "$ref": "#/components/headers/RateLimit-Remaining"
       },
       "RateLimit-Reset": {
        "$ref": "#/components/headers/RateLimit-Reset"
       }
      },
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ContactDto"
        },
        "example": {
         "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
         "email": "ada@example.com",
         "name": "Main website",
         "companyName": "Example Ltd",
         "phone": "+44 20 7946 0000",
         "createdAt": "2026-03-14T09:26:53.000Z",
         "updatedAt": "2026-03-14T09:26:53.000Z"
        }
       }
      }
     },
     "400": {
      "$ref": "#/components/responses/Problem400"
     },
     "401": {
      "$ref": "#/components/responses/Problem401"
     },
     "403": {
      "$ref": "#/components/responses/Problem403"
     },
     "404": {
      "$ref": "#/components/responses/Problem404"
     },
     "409": {
      "$ref": "#/components/responses/Problem409"
     },
     "413": {
      "$ref": "#/components/responses/Problem413"
     },
     "415": {
      "$ref": "#/components/responses/Problem415"
     },
     "422": {
      "$ref": "#/components/responses/Problem422"
     },
     "429": {
      "$ref": "#/components/responses/Problem429"
     },
     "503": {
      "$ref": "#/components/responses/Problem503"
     }
    },
    "x-permission": "contacts.write",
    "x-error-codes": [
     "bad_request",
     "unauthenticated",
     "forbidden",
     "not_found",
     "conflict",
     "payload_too_large",
     "unsupported_media_type",
     "validation_failed",
     "rate_limited",
     "unavailable"
    ]
   }
  },
  "/api/v1/contacts/{contactId}/identify-token": {
   "post": {
    "operationId": "identifyTokenContact",
    "tags": [
     "Contacts"
    ],
    "summary": "Make a token that names a contact to the tracker",
    "description": "A page calls ba(\"identify\", token). The token names this contact alone and holds for 30 days. Needs the permission `contacts.write` (owner, admin, editor). Takes: session cookie, access token, API key.",
    "security": [
     {
      "session": []
     },
     {
      "accessToken": []
     },
     {
      "apiKey": []
     }
    ],
    "parameters": [
     {
      "name": "contactId",
      "in": "path",
      "required": true,
      "schema": {
       "type": "string",
       "format": "uuid"
      }
     },
     {
      "$ref": "#/components/parameters/WorkspaceId"
     }
    ],
    "responses": {
     "200": {
      "description": "The answer.",
      "headers": {
       "X-Request-Id": {
        "$ref": "#/components/headers/X-Request-Id"
       },
       "RateLimit-Limit": {
        "$ref": "#/components/headers/RateLimit-Limit"
       },
       "RateLimit-Remaining": {
        "$ref": "#/components/headers/RateLimit-Remaining"
       },
       "RateLimit-Reset": {
        "$ref": "#/components/headers/RateLimit-Reset"
       }
      },
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/IdentifyTokenDto"
        },
        "example": {
         "token": "1jW3mVv0S2yq8Kf4hT6cN9bR5xZ7aLpEuGdQoYiJkMs"
        }
       }
      }
     },
     "400": {
      "$ref": "#/components/responses/Problem400"
     },
     "401": {
      "$ref": "#/components/responses/Problem401"
     },
     "403": {
      "$ref": "#/components/responses/Problem403"
     },
     "404": {
      "$ref": "#/components/responses/Problem404"
     },
     "409": {
      "$ref": "#/components/responses/Problem409"
     },
     "429": {
      "$ref": "#/components/responses/Problem429"
     },
     "503": {
      "$ref": "#/components/responses/Problem503"
     }
    },
    "x-permission": "contacts.write",
    "x-error-codes": [
     "bad_request",
     "unauthenticated",
     "forbidden",
     "not_found",
     "conflict",
     "rate_limited",
     "unavailable"
    ]
   }
  },
  "/api/v1/digests/unsubscribe/{token}": {
   "post": {
    "operationId": "createDigestUnsubscribe",
    "tags": [
     "Digests"
    ],
    "summary": "End a regular e-mail for its recipient",
    "description": "By the link of a message. Mail programs call it by themselves (RFC 8058). Needs no sign-in.",
    "security": [],
    "parameters": [
     {
      "name": "token",
      "in": "path",
      "required": true,
      "schema": {
       "type": "string",
       "pattern": "^[A-Za-z0-9._-]{40,800}$"
      }
     }
    ],
    "responses": {
     "204": {
      "description": "Done; there is nothing to say.",
      "headers": {
       "X-Request-Id": {
        "$ref": "#/components/headers/X-Request-Id"
       },
       "RateLimit-Limit": {
        "$ref": "#/components/headers/RateLimit-Limit"
       },
       "RateLimit-Remaining": {
        "$ref": "#/components/headers/RateLimit-Remaining"
       },
       "RateLimit-Reset": {
        "$ref": "#/components/headers/RateLimit-Reset"
       }
      }
     },
     "400": {
      "$ref": "#/components/responses/Problem400"
     },
     "404": {
      "$ref": "#/components/responses/Problem404"
     },
     "429": {
      "$ref": "#/components/responses/Problem429"
     },
     "503": {
      "$ref": "#/components/responses/Problem503"
     }
    },
    "x-error-codes": [
     "bad_request",
     "not_found",
     "rate_limited",
     "unavailable"
    ]
   }
  },
  "/api/v1/events": {
   "post": {
    "operationId": "events",
    "tags": [
     "Events"
    ],
    "summary": "Send events from a server",
    "description": "Up to 500 page views and custom events of one website. Address and user agent of the visitor tell visitors apart and are not stored. An id makes sending again safe. Needs the permission `events.write` (owner, admin, editor). Takes: session cookie, access token, API key.",
    "security": [
     {
      "session": []
     },
     {
      "accessToken": []
     },
     {
      "apiKey": []
     }
    ],
    "parameters": [
     {
      "$ref": "#/components/parameters/WorkspaceId"
     }
    ],
    "requestBody": {
     "required": true,
     "content": {
      "application/json": {
       "schema": {
        "$ref": "#/components/schemas/IngestEventsInput"
       },
       "example": {
        "siteId": "01939d6b-5b1f-7c56-9a41-6a7be7c5d0f1",
        "events": [
         {
          "name": "Signed up",
          "url": "https://example.com/welcome",
          "ip": "203.0.113.7",
          "userAgent": "Mozilla/5.0 (X11; Linux x86_64; rv:144.0) Gecko/20100101 Firefox/144.0",
          "properties": {
           "plan": "team"
          }
         }
        ]
       }
      }
     }
    },
    "responses": {
     "200": {
      "description": "The answer.",
      "headers": {
       "X-Request-Id": {
        "$ref": "#/components/headers/X-Request-Id"
       },
       "RateLimit-Limit": {
        "$ref": "#/components/headers/RateLimit-Limit"
       },
       "RateLimit-Remaining": {
        "$ref": "#/components/headers/RateLimit-Remaining"
       },
       "RateLimit-Reset": {
        "$ref": "#/components/headers/RateLimit-Reset"
       }
      },
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/IngestEventsOutput"
        },
        "example": {
         "accepted": 12,
         "dropped": [
          {
           "index": 12,
           "reason": "bad_json"
          }
         ]
        }
       }
      }
     },
     "400": {
      "$ref": "#/components/responses/Problem400"
     },
     "401": {
      "$ref": "#/components/responses/Problem401"
     },
     "403": {
      "$ref": "#/components/responses/Problem403"
     },
     "404": {
      "$ref": "#/components/responses/Problem404"
     },
     "409": {
      "$ref": "#/components/responses/Problem409"
     },
     "413": {
      "$ref": "#/components/responses/Problem413"
     },
     "415": {
      "$ref": "#/components/responses/Problem415"
     },
     "422": {
      "$ref": "#/components/responses/Problem422"
     },
     "429": {
      "$ref": "#/components/responses/Problem429"
     },
     "503": {
      "$ref": "#/components/responses/Problem503"
     }
    },
    "x-permission": "events.write",
    "x-error-codes": [
     "bad_request",
     "unauthenticated",
     "forbidden",
     "not_found",
     "conflict",
     "payload_too_large",
     "unsupported_media_type",
     "validation_failed",
     "rate_limited",
     "unavailable"
    ]
   }
  },
  "/api/v1/forms": {
   "get": {
    "operationId": "listForms",
    "tags": [
     "Forms"
    ],
    "summary": "List forms",
    "description": "Needs the permission `forms.read` (owner, admin, editor, viewer). Takes: session cookie, access token, API key.",
    "security": [
     {
      "session": []
     },
     {
      "accessToken": []
     },
     {
      "apiKey": []
     }
    ],
    "parameters": [
     {
      "name": "cursor",
      "in": "query",
      "required": false,
      "description": "Where to go on: `nextCursor` of the page before.",
      "schema": {
       "type": "string",
       "format": "uuid"
      }
     },
     {
      "name": "limit",
      "in": "query",
      "required": false,
      "description": "How many a page.",
      "schema": {
       "default": 25,
       "type": "integer",
       "minimum": 1,
       "maximum": 100
      }
     },
     {
      "name": "siteId",
      "in": "query",
      "required": false,
      "schema": {
       "type": "string",
       "format": "uuid"
      }
     },
     {
      "$ref": "#/components/parameters/WorkspaceId"
     }
    ],
    "responses": {
     "200": {
      "description": "The answer.",
      "headers": {
       "X-Request-Id": {
        "$ref": "#/components/headers/X-Request-Id"
       },
       "RateLimit-Limit": {
        "$ref": "#/components/headers/RateLimit-Limit"
       },
       "RateLimit-Remaining": {
        "$ref": "#/components/headers/RateLimit-Remaining"
       },
       "RateLimit-Reset": {
        "$ref": "#/components/headers/RateLimit-Reset"
       }
      },
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/FormList"
        },
        "example": {
         "items": [
          {
           "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
           "companyId": "0195a3f2-6b1c-7d4e-9a8b-c42a8445890f",
           "siteId": "0195a3f2-6b1c-7d4e-9a8b-88015b806488",
           "name": "Main website",
           "kind": "contact",
           "formKey": "Zk2mQ8vN5rT1yB6wJ4dA",
           "endpointUrl": "https://app.example.com/api/forms/Zk2mQ8vN5rT1yB6wJ4dA",
           "isActive": true,
           "redirectUrl": "https://www.example.com/thanks",
           "allowedHosts": [
            "shop.example.com"
           ],
           "createdAt": "2026-03-14T09:26:53.000Z"
          }
         ],
         "nextCursor": null
        }
       }
      }
     },
     "400": {
      "$ref": "#/components/responses/Problem400"
     },
     "401": {
      "$ref": "#/components/responses/Problem401"
     },
     "403": {
      "$ref": "#/components/responses/Problem403"
     },
     "404": {
      "$ref": "#/components/responses/Problem404"
     },
     "422": {
      "$ref": "#/components/responses/Problem422"
     },
     "429": {
      "$ref": "#/components/responses/Problem429"
     },
     "503": {
      "$ref": "#/components/responses/Problem503"
     }
    },
    "x-permission": "forms.read",
    "x-error-codes": [
     "bad_request",
     "unauthenticated",
     "forbidden",
     "not_found",
     "validation_failed",
     "rate_limited",
     "unavailable"
    ]
   },
   "post": {
    "operationId": "createForm",
    "tags": [
     "Forms"
    ],
    "summary": "Create a form",
    "description": "Needs the permission `forms.write` (owner, admin). Takes: session cookie, access token, API key.",
    "security": [
     {
      "session": []
     },
     {
      "accessToken": []
     },
     {
      "apiKey": []
     }
    ],
    "parameters": [
     {
      "$ref": "#/components/parameters/WorkspaceId"
     },
     {
      "$ref": "#/components/parameters/IdempotencyKey"
     }
    ],
    "requestBody": {
     "required": true,
     "content": {
      "application/json": {
       "schema": {
        "$ref": "#/components/schemas/CreateFormInput"
       },
       "example": {
        "name": "Main website",
        "kind": "contact",
        "siteId": "0195a3f2-6b1c-7d4e-9a8b-88015b806488",
        "companyId": "0195a3f2-6b1c-7d4e-9a8b-c42a8445890f",
        "redirectUrl": "https://www.example.com/thanks",
        "allowedHosts": [
         "shop.example.com"
        ]
       }
      }
     }
    },
    "responses": {
     "201": {
      "description": "Made.",
      "headers": {
       "X-Request-Id": {
        "$ref": "#/components/headers/X-Request-Id"
       },
       "RateLimit-Limit": {
        "$ref": "#/components/headers/RateLimit-Limit"
       },
       "RateLimit-Remaining": {
        "$ref": "#/components/headers/RateLimit-Remaining"
       },
       "RateLimit-Reset": {
        "$ref": "#/components/headers/RateLimit-Reset"
       },
       "Idempotency-Replayed": {
        "$ref": "#/components/headers/Idempotency-Replayed"
       }
      },
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/FormDto"
        },
        "example": {
         "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
         "companyId": "0195a3f2-6b1c-7d4e-9a8b-c42a8445890f",
         "siteId": "0195a3f2-6b1c-7d4e-9a8b-88015b806488",
         "name": "Main website",
         "kind": "contact",
         "formKey": "Zk2mQ8vN5rT1yB6wJ4dA",
         "endpointUrl": "https://app.example.com/api/forms/Zk2mQ8vN5rT1yB6wJ4dA",
         "isActive": true,
         "redirectUrl": "https://www.example.com/thanks",
         "allowedHosts": [
          "shop.example.com"
         ],
         "createdAt": "2026-03-14T09:26:53.000Z"
        }
       }
      }
     },
     "400": {
      "$ref": "#/components/responses/Problem400"
     },
     "401": {
      "$ref": "#/components/responses/Problem401"
     },
     "403": {
      "$ref": "#/components/responses/Problem403"
     },
     "404": {
      "$ref": "#/components/responses/Problem404"
     },
     "409": {
      "$ref": "#/components/responses/Problem409"
     },
     "413": {
      "$ref": "#/components/responses/Problem413"
     },
     "415": {
      "$ref": "#/components/responses/Problem415"
     },
     "422": {
      "$ref": "#/components/responses/Problem422"
     },
     "429": {
      "$ref": "#/components/responses/Problem429"
     },
     "503": {
      "$ref": "#/components/responses/Problem503"
     }
    },
    "x-permission": "forms.write",
    "x-error-codes": [
     "bad_request",
     "unauthenticated",
     "forbidden",
     "not_found",
     "conflict",
     "payload_too_large",
     "unsupported_media_type",
     "validation_failed",
     "rate_limited",
     "unavailable"
    ]
   }
  },
  "/api/v1/forms/{formId}": {
   "get": {
    "operationId": "getForm",
    "tags": [
     "Forms"
    ],
    "summary": "Get a form",
    "description": "Needs the permission `forms.read` (owner, admin, editor, viewer). Takes: session cookie, access token, API key.",
    "security": [
     {
      "session": []
     },
     {
      "accessToken": []
     },
     {
      "apiKey": []
     }
    ],
    "parameters": [
     {
      "name": "formId",
      "in": "path",
      "required": true,
      "schema": {
       "type": "string",
       "format": "uuid"
      }
     },
     {
      "$ref": "#/components/parameters/WorkspaceId"
     }
    ],
    "responses": {
     "200": {
      "description": "The answer.",
      "headers": {
       "X-Request-Id": {
        "$ref": "#/components/headers/X-Request-Id"
       },
       "RateLimit-Limit": {
        "$ref": "#/components/headers/RateLimit-Limit"
       },
       "RateLimit-Remaining": {
        "$ref": "#/components/headers/RateLimit-Remaining"
       },
       "RateLimit-Reset": {
        "$ref": "#/components/headers/RateLimit-Reset"
       }
      },
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/FormDto"
        },
        "example": {
         "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
         "companyId": "0195a3f2-6b1c-7d4e-9a8b-c42a8445890f",
         "siteId": "0195a3f2-6b1c-7d4e-9a8b-88015b806488",
         "name": "Main website",
         "kind": "contact",
         "formKey": "Zk2mQ8vN5rT1yB6wJ4dA",
         "endpointUrl": "https://app.example.com/api/forms/Zk2mQ8vN5rT1yB6wJ4dA",
         "isActive": true,
         "redirectUrl": "https://www.example.com/thanks",
         "allowedHosts": [
          "shop.example.com"
         ],
         "createdAt": "2026-03-14T09:26:53.000Z"
        }
       }
      }
     },
     "400": {
      "$ref": "#/components/responses/Problem400"
     },
     "401": {
      "$ref": "#/components/responses/Problem401"
     },
     "403": {
      "$ref": "#/components/responses/Problem403"
     },
     "404": {
      "$ref": "#/components/responses/Problem404"
     },
     "429": {
      "$ref": "#/components/responses/Problem429"
     },
     "503": {
      "$ref": "#/components/responses/Problem503"
     }
    },
    "x-permission": "forms.read",
    "x-error-codes": [
     "bad_request",
     "unauthenticated",
     "forbidden",
     "not_found",
     "rate_limited",
     "unavailable"
    ]
   },
   "patch": {
    "operationId": "updateForm",
    "tags": [
     "Forms"
    ],
    "summary": "Change a form, or switch it off",
    "description": "Needs the permission `forms.write` (owner, admin). Takes: session cookie, access token, API key.",
    "security": [
     {
      "session": []
     },
     {
      "accessToken": []
     },
     {
      "apiKey": []
     }
    ],
    "parameters": [
     {
      "name": "formId",
      "in": "path",
      "required": true,
      "schema": {
       "type": "string",
       "format": "uuid"
      }
     },
     {
      "$ref": "#/components/parameters/WorkspaceId"
     }
    ],
    "requestBody": {
     "required": true,
     "content": {
      "application/json": {
       "schema": {
        "$ref": "#/components/schemas/UpdateFormInput"
       },
       "example": {
        "name": "Main website",
        "siteId": "0195a3f2-6b1c-7d4e-9a8b-88015b806488",
        "redirectUrl": "https://www.example.com/thanks",
        "allowedHosts": [
         "shop.example.com"
        ],
        "isActive": true
       }
      }
     }
    },
    "responses": {
     "200": {
      "description": "The answer.",
      "headers": {
       "X-Request-Id": {
        "$ref": "#/components/headers/X-Request-Id"
       },
       "RateLimit-Limit": {
        "$ref": "#/components/headers/RateLimit-Limit"
       },
       "RateLimit-Remaining": {
        "$ref": "#/components/headers/RateLimit-Remaining"
       },
       "RateLimit-Reset": {
        "$ref": "#/components/headers/RateLimit-Reset"
       }
      },
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/FormDto"
        },
        "example": {
         "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
         "companyId": "0195a3f2-6b1c-7d4e-9a8b-c42a8445890f",
         "siteId": "0195a3f2-6b1c-7d4e-9a8b-88015b806488",
         "name": "Main website",
         "kind": "contact",
         "formKey": "Zk2mQ8vN5rT1yB6wJ4dA",
         "endpointUrl": "https://app.example.com/api/forms/Zk2mQ8vN5rT1yB6wJ4dA",
         "isActive": true,
         "redirectUrl": "https://www.example.com/thanks",
         "allowedHosts": [
          "shop.example.com"
         ],
         "createdAt": "2026-03-14T09:26:53.000Z"
        }
       }
      }
     },
     "400": {
      "$ref": "#/components/responses/Problem400"
     },
     "401": {
      "$ref": "#/components/responses/Problem401"
     },
     "403": {
      "$ref": "#/components/responses/Problem403"
     },
     "404": {
      "$ref": "#/components/responses/Problem404"
     },
     "409": {
      "$ref": "#/components/responses/Problem409"
     },
     "413": {
      "$ref": "#/components/responses/Problem413"
     },
     "415": {
      "$ref": "#/components/responses/Problem415"
     },
     "422": {
      "$ref": "#/components/responses/Problem422"
     },
     "429": {
      "$ref": "#/components/responses/Problem429"
     },
     "503": {
      "$ref": "#/components/responses/Problem503"
     }
    },
    "x-permission": "forms.write",
    "x-error-codes": [
     "bad_request",
     "unauthenticated",
     "forbidden",
     "not_found",
     "conflict",
     "payload_too_large",
     "unsupported_media_type",
     "validation_failed",
     "rate_limited",
     "unavailable"
    ]
   }
  },
  "/api/v1/invitations/{token}": {
   "get": {
    "operationId": "getInvitation",
    "tags": [
     "Invitations"
    ],
    "summary": "Read an invitation by its link",
    "description": "Needs no sign-in.",
    "security": [],
    "parameters": [
     {
      "name": "token",
      "in": "path",
      "required": true,
      "schema": {
       "type": "string",
       "pattern": "^[\\w-]{43}$"
      }
     }
    ],
    "responses": {
     "200": {
      "description": "The answer.",
      "headers": {
       "X-Request-Id": {
        "$ref": "#/components/headers/X-Request-Id"
       },
       "RateLimit-Limit": {
        "$ref": "#/components/headers/RateLimit-Limit"
       },
       "RateLimit-Remaining": {
        "$ref": "#/components/headers/RateLimit-Remaining"
       },
       "RateLimit-Reset": {
        "$ref": "#/components/headers/RateLimit-Reset"
       }
      },
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/InvitationPreview"
        },
        "example": {
         "status": "open",
         "workspaceName": "Example Studio",
         "inviterName": "Some text",
         "email": "ada@example.com",
         "role": "owner",
         "expiresAt": "2026-03-14T09:26:53.000Z",
         "hasAccount": true
        }
       }
      }
     },
     "400": {
      "$ref": "#/components/responses/Problem400"
     },
     "404": {
      "$ref": "#/components/responses/Problem404"
     },
     "429": {
      "$ref": "#/components/responses/Problem429"
     },
     "503": {
      "$ref": "#/components/responses/Problem503"
     }
    },
    "x-error-codes": [
     "bad_request",
     "not_found",
     "rate_limited",
     "unavailable"
    ]
   }
  },
  "/api/v1/invitations/{token}/accept": {
   "post": {
    "operationId": "acceptInvitation",
    "tags": [
     "Invitations"
    ],
    "summary": "Join the workspace of an invitation",
    "description": "Takes: session cookie, access token.",
    "security": [
     {
      "session": []
     },
     {
      "accessToken": []
     }
    ],
    "parameters": [
     {
      "name": "token",
      "in": "path",
      "required": true,
      "schema": {
       "type": "string",
       "pattern": "^[\\w-]{43}$"
      }
     }
    ],
    "responses": {
     "200": {
      "description": "The answer.",
      "headers": {
       "X-Request-Id": {
        "$ref": "#/components/headers/X-Request-Id"
       },
       "RateLimit-Limit": {
        "$ref": "#/components/headers/RateLimit-Limit"
       },
       "RateLimit-Remaining": {
        "$ref": "#/components/headers/RateLimit-Remaining"
       },
       "RateLimit-Reset": {
        "$ref": "#/components/headers/RateLimit-Reset"
       }
      },
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/JoinedDto"
        },
        "example": {
         "tenantId": "0195a3f2-6b1c-7d4e-9a8b-aad71cd4f8e2",
         "name": "Main website",
         "role": "owner"
        }
       }
      }
     },
     "400": {
      "$ref": "#/components/responses/Problem400"
     },
     "401": {
      "$ref": "#/components/responses/Problem401"
     },
     "403": {
      "$ref": "#/components/responses/Problem403"
     },
     "404": {
      "$ref": "#/components/responses/Problem404"
     },
     "409": {
      "$ref": "#/components/responses/Problem409"
     },
     "410": {
      "$ref": "#/components/responses/Problem410"
     },
     "429": {
      "$ref": "#/components/responses/Problem429"
     },
     "503": {
      "$ref": "#/components/responses/Problem503"
     }
    },
    "x-error-codes": [
     "bad_request",
     "unauthenticated",
     "forbidden",
     "not_found",
     "conflict",
     "gone",
     "rate_limited",
     "unavailable"
    ]
   }
  },
  "/api/v1/live": {
   "get": {
    "operationId": "streamLiveUpdates",
    "tags": [
     "Live updates"
    ],
    "summary": "Listen to news",
    "description": "Server-sent events, each a JSON object with a topic and ids: what changed, not how. After `resync` ask for everything anew. The stream ends with the session or the membership. Needs the permission `workspace.read` (owner, admin, editor, viewer). Takes: session cookie, access token.",
    "security": [
     {
      "session": []
     },
     {
      "accessToken": []
     }
    ],
    "parameters": [
     {
      "name": "workspace",
      "in": "query",
      "required": false,
      "description": "The workspace, for readers that cannot send X-Workspace-Id; checked like the header.",
      "schema": {
       "type": "string",
       "format": "uuid"
      }
     },
     {
      "$ref": "#/components/parameters/WorkspaceId"
     }
    ],
    "responses": {
     "200": {
      "description": "The content itself.",
      "headers": {
       "X-Request-Id": {
        "$ref": "#/components/headers/X-Request-Id"
       },
       "RateLimit-Limit": {
        "$ref": "#/components/headers/RateLimit-Limit"
       },
       "RateLimit-Remaining": {
        "$ref": "#/components/headers/RateLimit-Remaining"
       },
       "RateLimit-Reset": {
        "$ref": "#/components/headers/RateLimit-Reset"
       }
      },
      "content": {
       "text/event-stream": {
        "schema": {
         "type": "string"
        }
       }
      }
     },
     "400": {
      "$ref": "#/components/responses/Problem400"
     },
     "401": {
      "$ref": "#/components/responses/Problem401"
     },
     "403": {
      "$ref": "#/components/responses/Problem403"
     },
     "404": {
      "$ref": "#/components/responses/Problem404"
     },
     "422": {
      "$ref": "#/components/responses/Problem422"
     },
     "429": {
      "$ref": "#/components/responses/Problem429"
     },
     "503": {
      "$ref": "#/components/responses/Problem503"
     }
    },
    "x-permission": "workspace.read",
    "x-error-codes": [
     "bad_request",
     "unauthenticated",
     "forbidden",
     "not_found",
     "validation_failed",
     "rate_limited",
     "unavailable"
    ]
   }
  },
  "/api/v1/me": {
   "get": {
    "operationId": "getMe",
    "tags": [
     "Account"
    ],
    "summary": "Get the signed-in person and their workspaces",
    "description": "Needs the permission `workspace.read` (owner, admin, editor, viewer). Takes: session cookie, access token, API key.",
    "security": [
     {
      "session": []
     },
     {
      "accessToken": []
     },
     {
      "apiKey": []
     }
    ],
    "parameters": [
     {
      "$ref": "#/components/parameters/WorkspaceId"
     }
    ],
    "responses": {
     "200": {
      "description": "The answer.",
      "headers": {
       "X-Request-Id": {
        "$ref": "#/components/headers/X-Request-Id"
       },
       "RateLimit-Limit": {
        "$ref": "#/components/headers/RateLimit-Limit"
       },
       "RateLimit-Remaining": {
        "$ref": "#/components/headers/RateLimit-Remaining"
       },
       "RateLimit-Reset": {
        "$ref": "#/components/headers/RateLimit-Reset"
       }
      },
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/MeDto"
        },
        "example": {
         "user": {
          "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
          "email": "ada@example.com",
          "firstName": "Ada",
          "lastName": "Lovelace",
          "avatarUrl": "https://app.example.com/files/avatar.png"
         },
         "workspaces": [
          {
           "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
           "name": "Main website",
           "role": "owner"
          }
         ],
         "workspaceId": "0195a3f2-6b1c-7d4e-9a8b-09707fa5aaae"
        }
       }
      }
     },
     "401": {
      "$ref": "#/components/responses/Problem401"
     },
     "403": {
      "$ref": "#/components/responses/Problem403"
     },
     "404": {
      "$ref": "#/components/responses/Problem404"
     },
     "429": {
      "$ref": "#/components/responses/Problem429"
     },
     "503": {
      "$ref": "#/components/responses/Problem503"
     }
    },
    "x-permission": "workspace.read",
    "x-error-codes": [
     "unauthenticated",
     "forbidden",
     "not_found",
     "rate_limited",
     "unavailable"
    ]
   }
  },
  "/api/v1/notifications": {
   "get": {
    "operationId": "listNotifications",
    "tags": [
     "Notifications"
    ],
    "summary": "List your notifications",
    "description": "Needs the permission `notifications.read` (owner, admin, editor, viewer). Takes: session cookie, access token.",
    "security": [
     {
      "session": []
     },
     {
      "accessToken": []
     }
    ],
    "parameters": [
     {
      "name": "cursor",
      "in": "query",
      "required": false,
      "description": "Where to go on: `nextCursor` of the page before.",
      "schema": {
       "type": "string",
       "format": "uuid"
      }
     },
     {
      "name": "limit",
      "in": "query",
      "required": false,
      "description": "How many a page.",
      "schema": {
       "default": 25,
       "type": "integer",
       "minimum": 1,
       "maximum": 100
      }
     },
     {
      "name": "unread",
      "in": "query",
      "required": false,
      "schema": {
       "type": "string",
       "enum": [
        "true",
        "false"
       ]
      }
     },
     {
      "$ref": "#/components/parameters/WorkspaceId"
     }
    ],
    "responses": {
     "200": {
      "description": "The answer.",
      "headers": {
       "X-Request-Id": {
        "$ref": "#/components/headers/X-Request-Id"
       },
       "RateLimit-Limit": {
        "$ref": "#/components/headers/RateLimit-Limit"
       },
       "RateLimit-Remaining": {
        "$ref": "#/components/headers/RateLimit-Remaining"
       },
       "RateLimit-Reset": {
        "$ref": "#/components/headers/RateLimit-Reset"
       }
      },
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/NotificationList"
        },
        "example": {
         "items": [
          {
           "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
           "kind": "request",
           "title": "New request from Ada Lovelace",
           "body": "We need a new website by spring.",
           "href": "/crm/requests",
           "readAt": "2026-03-14T09:26:53.000Z",
           "createdAt": "2026-03-14T09:26:53.000Z"
          }
         ],
         "nextCursor": null,
         "unreadCount": 12
        }
       }
      }
     },
     "400": {
      "$ref": "#/components/responses/Problem400"
     },
     "401": {
      "$ref": "#/components/responses/Problem401"
     },
     "403": {
      "$ref": "#/components/responses/Problem403"
     },
     "404": {
      "$ref": "#/components/responses/Problem404"
     },
     "422": {
      "$ref": "#/components/responses/Problem422"
     },
     "429": {
      "$ref": "#/components/responses/Problem429"
     },
     "503": {
      "$ref": "#/components/responses/Problem503"
     }
    },
    "x-permission": "notifications.read",
    "x-error-codes": [
     "bad_request",
     "unauthenticated",
     "forbidden",
     "not_found",
     "validation_failed",
     "rate_limited",
     "unavailable"
    ]
   }
  },
  "/api/v1/notifications/read": {
   "post": {
    "operationId": "markNotificationsRead",
    "tags": [
     "Notifications"
    ],
    "summary": "Mark notifications as read",
    "description": "The given ones of your own, or all without ids. Needs the permission `notifications.write` (owner, admin, editor, viewer). Takes: session cookie, access token.",
    "security": [
     {
      "session": []
     },
     {
      "accessToken": []
     }
    ],
    "parameters": [
     {
      "$ref": "#/components/parameters/WorkspaceId"
     }
    ],
    "requestBody": {
     "required": true,
     "content": {
      "application/json": {
       "schema": {
        "$ref": "#/components/schemas/MarkNotificationsReadInput"
       },
       "example": {
        "ids": [
         "0195a3f2-6b1c-7d4e-9a8b-23466067f626"
        ]
       }
      }
     }
    },
    "responses": {
     "200": {
      "description": "The answer.",
      "headers": {
       "X-Request-Id": {
        "$ref": "#/components/headers/X-Request-Id"
       },
       "RateLimit-Limit": {
        "$ref": "#/components/headers/RateLimit-Limit"
       },
       "RateLimit-Remaining": {
        "$ref": "#/components/headers/RateLimit-Remaining"
       },
       "RateLimit-Reset": {
        "$ref": "#/components/headers/RateLimit-Reset"
       }
      },
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/MarkNotificationsReadOutput"
        },
        "example": {
         "unreadCount": 12
        }
       }
      }
     },
     "400": {
      "$ref": "#/components/responses/Problem400"
     },
     "401": {
      "$ref": "#/components/responses/Problem401"
     },
     "403": {
      "$ref": "#/components/responses/Problem403"
     },
     "404": {
      "$ref": "#/components/responses/Problem404"
     },
     "409": {
      "$ref": "#/components/responses/Problem409"
     },
     "413": {
      "$ref": "#/components/responses/Problem413"
     },
     "415": {
      "$ref": "#/components/responses/Problem415"
     },
     "422": {
      "$ref": "#/components/responses/Problem422"
     },
     "429": {
      "$ref": "#/components/responses/Problem429"
     },
     "503": {
      "$ref": "#/components/responses/Problem503"
     }
    },
    "x-permission": "notifications.write",
    "x-error-codes": [
     "bad_request",
     "unauthenticated",
     "forbidden",
     "not_found",
     "conflict",
     "payload_too_large",
     "unsupported_media_type",
     "validation_failed",
     "rate_limited",
     "unavailable"
    ]
   }
  },
  "/api/v1/openapi.json": {
   "get": {
    "operationId": "getOpenApiDocument",
    "tags": [
     "About the API"
    ],
    "summary": "Get this API's OpenAPI document",
    "description": "Needs no sign-in.",
    "security": [],
    "responses": {
     "200": {
      "description": "The answer.",
      "headers": {
       "X-Request-Id": {
        "$ref": "#/components/headers/X-Request-Id"
       },
       "RateLimit-Limit": {
        "$ref": "#/components/headers/RateLimit-Limit"
       },
       "RateLimit-Remaining": {
        "$ref": "#/components/headers/RateLimit-Remaining"
       },
       "RateLimit-Reset": {
        "$ref": "#/components/headers/RateLimit-Reset"
       }
      },
      "content": {
       "application/json": {
        "schema": {
         "type": "object",
         "properties": {
          "openapi": {
           "type": "string"
          }
         },
         "required": [
          "openapi"
         ],
         "additionalProperties": {}
        },
        "example": {
         "openapi": "3.1.0"
        }
       }
      }
     },
     "429": {
      "$ref": "#/components/responses/Problem429"
     },
     "503": {
      "$ref": "#/components/responses/Problem503"
     }
    },
    "x-error-codes": [
     "rate_limited",
     "unavailable"
    ]
   }
  },
  "/api/v1/overview": {
   "get": {
    "operationId": "getOverview",
    "tags": [
     "Overview"
    ],
    "summary": "Get visitors, visits and requests against the period before",
    "description": "Needs the permission `workspace.read` (owner, admin, editor, viewer). Takes: session cookie, access token, API key.",
    "security": [
     {
      "session": []
     },
     {
      "accessToken": []
     },
     {
      "apiKey": []
     }
    ],
    "parameters": [
     {
      "name": "days",
      "in": "query",
      "required": false,
      "description": "How many days, today included.",
      "schema": {
       "default": 30,
       "type": "integer",
       "minimum": 1,
       "maximum": 90
      }
     },
     {
      "$ref": "#/components/parameters/WorkspaceId"
     }
    ],
    "responses": {
     "200": {
      "description": "The answer.",
      "headers": {
       "X-Request-Id": {
        "$ref": "#/components/headers/X-Request-Id"
       },
       "RateLimit-Limit": {
        "$ref": "#/components/headers/RateLimit-Limit"
       },
       "RateLimit-Remaining": {
        "$ref": "#/components/headers/RateLimit-Remaining"
       },
       "RateLimit-Reset": {
        "$ref": "#/components/headers/RateLimit-Reset"
       }
      },
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/OverviewDto"
        },
        "example": {
         "cards": {
          "visitors": {
           "value": 12,
           "previous": 12,
           "daily": [
            12
           ]
          },
          "visits": {
           "value": 12,
           "previous": 12,
           "daily": [
            12
           ]
          },
          "requests": {
           "value": 12,
           "previous": 12,
           "daily": [
            12
           ]
          }
         },
         "sites": 12,
         "forms": 12,
         "range": {
          "from": "2026-03-01",
          "to": "2026-03-31"
         }
        }
       }
      }
     },
     "400": {
      "$ref": "#/components/responses/Problem400"
     },
     "401": {
      "$ref": "#/components/responses/Problem401"
     },
     "403": {
      "$ref": "#/components/responses/Problem403"
     },
     "404": {
      "$ref": "#/components/responses/Problem404"
     },
     "422": {
      "$ref": "#/components/responses/Problem422"
     },
     "429": {
      "$ref": "#/components/responses/Problem429"
     },
     "503": {
      "$ref": "#/components/responses/Problem503"
     }
    },
    "x-permission": "workspace.read",
    "x-error-codes": [
     "bad_request",
     "unauthenticated",
     "forbidden",
     "not_found",
     "validation_failed",
     "rate_limited",
     "unavailable"
    ]
   }
  },
  "/api/v1/posthog": {
   "get": {
    "operationId": "getPosthogConnection",
    "tags": [
     "PostHog"
    ],
    "summary": "Get the connection with PostHog",
    "description": "Whether events are forwarded, how many wait, and what went wrong last. Keys are never told. Needs the permission `posthog.read` (owner, admin). Takes: session cookie, access token, API key.",
    "security": [
     {
      "session": []
     },
     {
      "accessToken": []
     },
     {
      "apiKey": []
     }
    ],
    "parameters": [
     {
      "$ref": "#/components/parameters/WorkspaceId"
     }
    ],
    "responses": {
     "200": {
      "description": "The answer.",
      "headers": {
       "X-Request-Id": {
        "$ref": "#/components/headers/X-Request-Id"
       },
       "RateLimit-Limit": {
        "$ref": "#/components/headers/RateLimit-Limit"
       },
       "RateLimit-Remaining": {
        "$ref": "#/components/headers/RateLimit-Remaining"
       },
       "RateLimit-Reset": {
        "$ref": "#/components/headers/RateLimit-Reset"
       }
      },
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/PosthogState"
        },
        "example": {
         "connection": {
          "region": "us",
          "host": "Some text",
          "projectKeyEnd": "Some text",
          "personalKeyEnd": "Some text",
          "project": "Some text",
          "projectUrl": "Some text",
          "forwardsEvents": true,
          "recordsSessions": true,
          "status": "off",
          "lag": {
           "events": 12,
           "isMore": true,
           "since": "2026-03-14T09:26:53.000Z"
          },
          "forwardedCount": 12,
          "refusedCount": 12,
          "lastForwardedAt": "2026-03-14T09:26:53.000Z",
          "lastEventAt": "2026-03-14T09:26:53.000Z",
          "lastError": "Some text",
          "lastErrorAt": "2026-03-14T09:26:53.000Z",
          "advice": "Some text",
          "retryAt": "2026-03-14T09:26:53.000Z",
          "createdAt": "2026-03-14T09:26:53.000Z"
         }
        }
       }
      }
     },
     "401": {
      "$ref": "#/components/responses/Problem401"
     },
     "403": {
      "$ref": "#/components/responses/Problem403"
     },
     "404": {
      "$ref": "#/components/responses/Problem404"
     },
     "429": {
      "$ref": "#/components/responses/Problem429"
     },
     "503": {
      "$ref": "#/components/responses/Problem503"
     }
    },
    "x-permission": "posthog.read",
    "x-error-codes": [
     "unauthenticated",
     "forbidden",
     "not_found",
     "rate_limited",
     "unavailable"
    ]
   },
   "put": {
    "operationId": "savePosthogConnection",
    "tags": [
     "PostHog"
    ],
    "summary": "Connect with PostHog, or change the connection",
    "description": "New keys and addresses are tried against PostHog first; what PostHog does not accept is refused with its own words. Needs the permission `posthog.write` (owner, admin). Takes: session cookie, access token.",
    "security": [
     {
      "session": []
     },
     {
      "accessToken": []
     }
    ],
    "parameters": [
     {
      "$ref": "#/components/parameters/WorkspaceId"
     }
    ],
    "requestBody": {
     "required": true,
     "content": {
      "application/json": {
       "schema": {
        "$ref": "#/components/schemas/SavePosthogInput"
       },
       "example": {
        "region": "us",
        "forwardsEvents": true,
        "recordsSessions": true
       }
      }
     }
    },
    "responses": {
     "200": {
      "description": "The answer.",
      "headers": {
       "X-Request-Id": {
        "$ref": "#/components/headers/X-Request-Id"
       },
       "RateLimit-Limit": {
        "$ref": "#/components/headers/RateLimit-Limit"
       },
       "RateLimit-Remaining": {
        "$ref": "#/components/headers/RateLimit-Remaining"
       },
       "RateLimit-Reset": {
        "$ref": "#/components/headers/RateLimit-Reset"
       }
      },
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/PosthogState"
        },
        "example": {
         "connection": {
          "region": "us",
          "host": "Some text",
          "projectKeyEnd": "Some text",
          "personalKeyEnd": "Some text",
          "project": "Some text",
          "projectUrl": "Some text",
          "forwardsEvents": true,
          "recordsSessions": true,
          "status": "off",
          "lag": {
           "events": 12,
           "isMore": true,
           "since": "2026-03-14T09:26:53.000Z"
          },
          "forwardedCount": 12,
          "refusedCount": 12,
          "lastForwardedAt": "2026-03-14T09:26:53.000Z",
          "lastEventAt": "2026-03-14T09:26:53.000Z",
          "lastError": "Some text",
          "lastErrorAt": "2026-03-14T09:26:53.000Z",
          "advice": "Some text",
          "retryAt": "2026-03-14T09:26:53.000Z",
          "createdAt": "2026-03-14T09:26:53.000Z"
         }
        }
       }
      }
     },
     "400": {
      "$ref": "#/components/responses/Problem400"
     },
     "401": {
      "$ref": "#/components/responses/Problem401"
     },
     "403": {
      "$ref": "#/components/responses/Problem403"
     },
     "404": {
      "$ref": "#/components/responses/Problem404"
     },
     "409": {
      "$ref": "#/components/responses/Problem409"
     },
     "413": {
      "$ref": "#/components/responses/Problem413"
     },
     "415": {
      "$ref": "#/components/responses/Problem415"
     },
     "422": {
      "$ref": "#/components/responses/Problem422"
     },
     "429": {
      "$ref": "#/components/responses/Problem429"
     },
     "503": {
      "$ref": "#/components/responses/Problem503"
     }
    },
    "x-permission": "posthog.write",
    "x-error-codes": [
     "bad_request",
     "unauthenticated",
     "forbidden",
     "not_found",
     "conflict",
     "payload_too_large",
     "unsupported_media_type",
     "validation_failed",
     "rate_limited",
     "unavailable"
    ]
   },
   "delete": {
    "operationId": "disconnectPosthog",
    "tags": [
     "PostHog"
    ],
    "summary": "Disconnect from PostHog",
    "description": "Needs the permission `posthog.write` (owner, admin). Takes: session cookie, access token.",
    "security": [
     {
      "session": []
     },
     {
      "accessToken": []
     }
    ],
    "parameters": [
     {
      "$ref": "#/components/parameters/WorkspaceId"
     }
    ],
    "responses": {
     "204": {
      "description": "Done; there is nothing to say.",
      "headers": {
       "X-Request-Id": {
        "$ref": "#/components/headers/X-Request-Id"
       },
       "RateLimit-Limit": {
        "$ref": "#/components/headers/RateLimit-Limit"
       },
       "RateLimit-Remaining": {
        "$ref": "#/components/headers/RateLimit-Remaining"
       },
       "RateLimit-Reset": {
        "$ref": "#/components/headers/RateLimit-Reset"
       }
      }
     },
     "400": {
      "$ref": "#/components/responses/Problem400"
     },
     "401": {
      "$ref": "#/components/responses/Problem401"
     },
     "403": {
      "$ref": "#/components/responses/Problem403"
     },
     "404": {
      "$ref": "#/components/responses/Problem404"
     },
     "409": {
      "$ref": "#/components/responses/Problem409"
     },
     "429": {
      "$ref": "#/components/responses/Problem429"
     },
     "503": {
      "$ref": "#/components/responses/Problem503"
     }
    },
    "x-permission": "posthog.write",
    "x-error-codes": [
     "bad_request",
     "unauthenticated",
     "forbidden",
     "not_found",
     "conflict",
     "rate_limited",
     "unavailable"
    ]
   }
  },
  "/api/v1/posthog/flags": {
   "get": {
    "operationId": "getPosthogFlags",
    "tags": [
     "PostHog"
    ],
    "summary": "Get a person's feature flags from PostHog",
    "description": "Kept for 30 seconds. While PostHog does not answer the list is empty and `problem` says why. Needs the permission `posthog.read` (owner, admin). Takes: session cookie, access token, API key.",
    "security": [
     {
      "session": []
     },
     {
      "accessToken": []
     },
     {
      "apiKey": []
     }
    ],
    "parameters": [
     {
      "name": "distinctId",
      "in": "query",
      "required": false,
      "schema": {
       "default": "anonymous",
       "type": "string",
       "minLength": 1,
       "maxLength": 200
      }
     },
     {
      "$ref": "#/components/parameters/WorkspaceId"
     }
    ],
    "responses": {
     "200": {
      "description": "The answer.",
      "headers": {
       "X-Request-Id": {
        "$ref": "#/components/headers/X-Request-Id"
       },
       "RateLimit-Limit": {
        "$ref": "#/components/headers/RateLimit-Limit"
       },
       "RateLimit-Remaining": {
        "$ref": "#/components/headers/RateLimit-Remaining"
       },
       "RateLimit-Reset": {
        "$ref": "#/components/headers/RateLimit-Reset"
       }
      },
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/PosthogFlags"
        },
        "example": {
         "distinctId": "0195a3f2-6b1c-7d4e-9a8b-0da3dce3f9b7",
         "flags": {
          "example": true
         },
         "problem": "Some text"
        }
       }
      }
     },
     "400": {
      "$ref": "#/components/responses/Problem400"
     },
     "401": {
      "$ref": "#/components/responses/Problem401"
     },
     "403": {
      "$ref": "#/components/responses/Problem403"
     },
     "404": {
      "$ref": "#/components/responses/Problem404"
     },
     "422": {
      "$ref": "#/components/responses/Problem422"
     },
     "429": {
      "$ref": "#/components/responses/Problem429"
     },
     "503": {
      "$ref": "#/components/responses/Problem503"
     }
    },
    "x-permission": "posthog.read",
    "x-error-codes": [
     "bad_request",
     "unauthenticated",
     "forbidden",
     "not_found",
     "validation_failed",
     "rate_limited",
     "unavailable"
    ]
   }
  },
  "/api/v1/posthog/insights": {
   "get": {
    "operationId": "listPosthogInsights",
    "tags": [
     "PostHog"
    ],
    "summary": "List PostHog's insights, or read one with its data",
    "description": "Needs a personal key of PostHog. Answers are kept for a minute. Needs the permission `posthog.read` (owner, admin). Takes: session cookie, access token, API key.",
    "security": [
     {
      "session": []
     },
     {
      "accessToken": []
     },
     {
      "apiKey": []
     }
    ],
    "parameters": [
     {
      "name": "insight",
      "in": "query",
      "required": false,
      "schema": {
       "type": "string",
       "pattern": "^\\d{1,12}$"
      }
     },
     {
      "$ref": "#/components/parameters/WorkspaceId"
     }
    ],
    "responses": {
     "200": {
      "description": "The answer.",
      "headers": {
       "X-Request-Id": {
        "$ref": "#/components/headers/X-Request-Id"
       },
       "RateLimit-Limit": {
        "$ref": "#/components/headers/RateLimit-Limit"
       },
       "RateLimit-Remaining": {
        "$ref": "#/components/headers/RateLimit-Remaining"
       },
       "RateLimit-Reset": {
        "$ref": "#/components/headers/RateLimit-Reset"
       }
      },
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/PosthogInsights"
        },
        "example": {
         "items": [
          {
           "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
           "name": "Main website",
           "description": "Some text",
           "url": "https://app.example.com/files/export.zip",
           "series": [
            {
             "label": "Pricing",
             "labels": [
              "Some text"
             ],
             "data": [
              12
             ]
            }
           ]
          }
         ],
         "problem": "Some text"
        }
       }
      }
     },
     "400": {
      "$ref": "#/components/responses/Problem400"
     },
     "401": {
      "$ref": "#/components/responses/Problem401"
     },
     "403": {
      "$ref": "#/components/responses/Problem403"
     },
     "404": {
      "$ref": "#/components/responses/Problem404"
     },
     "422": {
      "$ref": "#/components/responses/Problem422"
     },
     "429": {
      "$ref": "#/components/responses/Problem429"
     },
     "503": {
      "$ref": "#/components/responses/Problem503"
     }
    },
    "x-permission": "posthog.read",
    "x-error-codes": [
     "bad_request",
     "unauthenticated",
     "forbidden",
     "not_found",
     "validation_failed",
     "rate_limited",
     "unavailable"
    ]
   }
  },
  "/api/v1/posthog/resume": {
   "post": {
    "operationId": "resumePosthog",
    "tags": [
     "PostHog"
    ],
    "summary": "Forward again at once, also after a pause",
    "description": "Needs the permission `posthog.write` (owner, admin). Takes: session cookie, access token.",
    "security": [
     {
      "session": []
     },
     {
      "accessToken": []
     }
    ],
    "parameters": [
     {
      "$ref": "#/components/parameters/WorkspaceId"
     }
    ],
    "responses": {
     "200": {
      "description": "The answer.",
      "headers": {
       "X-Request-Id": {
        "$ref": "#/components/headers/X-Request-Id"
       },
       "RateLimit-Limit": {
        "$ref": "#/components/headers/RateLimit-Limit"
       },
       "RateLimit-Remaining": {
        "$ref": "#/components/headers/RateLimit-Remaining"
       },
       "RateLimit-Reset": {
        "$ref": "#/components/headers/RateLimit-Reset"
       }
      },
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/PosthogState"
        },
        "example": {
         "connection": {
          "region": "us",
          "host": "Some text",
          "projectKeyEnd": "Some text",
          "personalKeyEnd": "Some text",
          "project": "Some text",
          "projectUrl": "Some text",
          "forwardsEvents": true,
          "recordsSessions": true,
          "status": "off",
          "lag": {
           "events": 12,
           "isMore": true,
           "since": "2026-03-14T09:26:53.000Z"
          },
          "forwardedCount": 12,
          "refusedCount": 12,
          "lastForwardedAt": "2026-03-14T09:26:53.000Z",
          "lastEventAt": "2026-03-14T09:26:53.000Z",
          "lastError": "Some text",
          "lastErrorAt": "2026-03-14T09:26:53.000Z",
          "advice": "Some text",
          "retryAt": "2026-03-14T09:26:53.000Z",
          "createdAt": "2026-03-14T09:26:53.000Z"
         }
        }
       }
      }
     },
     "400": {
      "$ref": "#/components/responses/Problem400"
     },
     "401": {
      "$ref": "#/components/responses/Problem401"
     },
     "403": {
      "$ref": "#/components/responses/Problem403"
     },
     "404": {
      "$ref": "#/components/responses/Problem404"
     },
     "409": {
      "$ref": "#/components/responses/Problem409"
     },
     "429": {
      "$ref": "#/components/responses/Problem429"
     },
     "503": {
      "$ref": "#/components/responses/Problem503"
     }
    },
    "x-permission": "posthog.write",
    "x-error-codes": [
     "bad_request",
     "unauthenticated",
     "forbidden",
     "not_found",
     "conflict",
     "rate_limited",
     "unavailable"
    ]
   }
  },
  "/api/v1/posthog/test": {
   "post": {
    "operationId": "testPosthogConnection",
    "tags": [
     "PostHog"
    ],
    "summary": "Try the stored keys against PostHog",
    "description": "Needs the permission `posthog.write` (owner, admin). Takes: session cookie, access token.",
    "security": [
     {
      "session": []
     },
     {
      "accessToken": []
     }
    ],
    "parameters": [
     {
      "$ref": "#/components/parameters/WorkspaceId"
     }
    ],
    "responses": {
     "200": {
      "description": "The answer.",
      "headers": {
       "X-Request-Id": {
        "$ref": "#/components/headers/X-Request-Id"
       },
       "RateLimit-Limit": {
        "$ref": "#/components/headers/RateLimit-Limit"
       },
       "RateLimit-Remaining": {
        "$ref": "#/components/headers/RateLimit-Remaining"
       },
       "RateLimit-Reset": {
        "$ref": "#/components/headers/RateLimit-Reset"
       }
      },
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/PosthogTestResult"
        },
        "example": {
         "isGood": true,
         "checks": [
          {
           "what": "project_key",
           "isGood": true,
           "message": "We need a new website by spring."
          }
         ]
        }
       }
      }
     },
     "400": {
      "$ref": "#/components/responses/Problem400"
     },
     "401": {
      "$ref": "#/components/responses/Problem401"
     },
     "403": {
      "$ref": "#/components/responses/Problem403"
     },
     "404": {
      "$ref": "#/components/responses/Problem404"
     },
     "409": {
      "$ref": "#/components/responses/Problem409"
     },
     "429": {
      "$ref": "#/components/responses/Problem429"
     },
     "503": {
      "$ref": "#/components/responses/Problem503"
     }
    },
    "x-permission": "posthog.write",
    "x-error-codes": [
     "bad_request",
     "unauthenticated",
     "forbidden",
     "not_found",
     "conflict",
     "rate_limited",
     "unavailable"
    ]
   }
  },
  "/api/v1/posthog/visits/{visitId}/replay": {
   "get": {
    "operationId": "getPosthogReplay",
    "tags": [
     "PostHog"
    ],
    "summary": "Find a visit's recording at PostHog",
    "description": "Needs the permission `posthog.read` (owner, admin). Takes: session cookie, access token, API key.",
    "security": [
     {
      "session": []
     },
     {
      "accessToken": []
     },
     {
      "apiKey": []
     }
    ],
    "parameters": [
     {
      "name": "visitId",
      "in": "path",
      "required": true,
      "schema": {
       "type": "string",
       "format": "uuid"
      }
     },
     {
      "$ref": "#/components/parameters/WorkspaceId"
     }
    ],
    "responses": {
     "200": {
      "description": "The answer.",
      "headers": {
       "X-Request-Id": {
        "$ref": "#/components/headers/X-Request-Id"
       },
       "RateLimit-Limit": {
        "$ref": "#/components/headers/RateLimit-Limit"
       },
       "RateLimit-Remaining": {
        "$ref": "#/components/headers/RateLimit-Remaining"
       },
       "RateLimit-Reset": {
        "$ref": "#/components/headers/RateLimit-Reset"
       }
      },
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/PosthogReplay"
        },
        "example": {
         "url": "https://app.example.com/files/export.zip",
         "startedAt": "2026-03-14T09:26:53.000Z",
         "problem": "Some text"
        }
       }
      }
     },
     "400": {
      "$ref": "#/components/responses/Problem400"
     },
     "401": {
      "$ref": "#/components/responses/Problem401"
     },
     "403": {
      "$ref": "#/components/responses/Problem403"
     },
     "404": {
      "$ref": "#/components/responses/Problem404"
     },
     "429": {
      "$ref": "#/components/responses/Problem429"
     },
     "503": {
      "$ref": "#/components/responses/Problem503"
     }
    },
    "x-permission": "posthog.read",
    "x-error-codes": [
     "bad_request",
     "unauthenticated",
     "forbidden",
     "not_found",
     "rate_limited",
     "unavailable"
    ]
   }
  },
  "/api/v1/replays": {
   "get": {
    "operationId": "listReplays",
    "tags": [
     "Replays"
    ],
    "summary": "List recordings",
    "description": "Newest first. Visitors are recorded only after they agreed, masked in their own browser, where the website's settings ask for it. Needs the permission `replays.read` (owner, admin, editor). Takes: session cookie, access token, API key.",
    "security": [
     {
      "session": []
     },
     {
      "accessToken": []
     },
     {
      "apiKey": []
     }
    ],
    "parameters": [
     {
      "name": "cursor",
      "in": "query",
      "required": false,
      "description": "Where to go on: `nextCursor` of the page before.",
      "schema": {
       "type": "string",
       "format": "uuid"
      }
     },
     {
      "name": "limit",
      "in": "query",
      "required": false,
      "description": "How many a page.",
      "schema": {
       "default": 25,
       "type": "integer",
       "minimum": 1,
       "maximum": 100
      }
     },
     {
      "name": "siteId",
      "in": "query",
      "required": false,
      "schema": {
       "type": "string",
       "format": "uuid"
      }
     },
     {
      "name": "from",
      "in": "query",
      "required": false,
      "schema": {
       "type": "string",
       "format": "date"
      }
     },
     {
      "name": "to",
      "in": "query",
      "required": false,
      "schema": {
       "type": "string",
       "format": "date"
      }
     },
     {
      "name": "minDurationS",
      "in": "query",
      "required": false,
      "schema": {
       "type": "integer",
       "minimum": 1,
       "maximum": 86400
      }
     },
     {
      "name": "page",
      "in": "query",
      "required": false,
      "schema": {
       "type": "string",
       "minLength": 1,
       "maxLength": 2000
      }
     },
     {
      "name": "country",
      "in": "query",
      "required": false,
      "schema": {
       "type": "string",
       "minLength": 2,
       "maxLength": 2
      }
     },
     {
      "name": "device",
      "in": "query",
      "required": false,
      "schema": {
       "type": "string",
       "minLength": 1,
       "maxLength": 40
      }
     },
     {
      "name": "event",
      "in": "query",
      "required": false,
      "schema": {
       "type": "string",
       "minLength": 1,
       "maxLength": 100
      }
     },
     {
      "name": "goalId",
      "in": "query",
      "required": false,
      "schema": {
       "type": "string",
       "format": "uuid"
      }
     },
     {
      "name": "visitId",
      "in": "query",
      "required": false,
      "schema": {
       "type": "string",
       "format": "uuid"
      }
     },
     {
      "name": "contactId",
      "in": "query",
      "required": false,
      "schema": {
       "type": "string",
       "format": "uuid"
      }
     },
     {
      "$ref": "#/components/parameters/WorkspaceId"
     }
    ],
    "responses": {
     "200": {
      "description": "The answer.",
      "headers": {
       "X-Request-Id": {
        "$ref": "#/components/headers/X-Request-Id"
       },
       "RateLimit-Limit": {
        "$ref": "#/components/headers/RateLimit-Limit"
       },
       "RateLimit-Remaining": {
        "$ref": "#/components/headers/RateLimit-Remaining"
       },
       "RateLimit-Reset": {
        "$ref": "#/components/headers/RateLimit-Reset"
       }
      },
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ReplayList"
        },
        "example": {
         "items": [
          {
           "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
           "siteId": "0195a3f2-6b1c-7d4e-9a8b-88015b806488",
           "siteName": "Some text",
           "visitId": "0195a3f2-6b1c-7d4e-9a8b-217a88a27ddb",
           "contactId": "0195a3f2-6b1c-7d4e-9a8b-29468088e7f1",
           "startedAt": "2026-03-14T09:26:53.000Z",
           "lastChunkAt": "2026-03-14T09:26:53.000Z",
           "durationMs": 12,
           "pageCount": 12,
           "entryPath": "Some text",
           "country": "DE",
           "city": "Berlin",
           "device": "desktop",
           "browser": "Firefox",
           "os": "Linux",
           "source": "www.google.com",
           "events": 12,
           "sizeBytes": 12,
           "stoppedReason": "too_many_nodes",
           "viewedAt": "2026-03-14T09:26:53.000Z"
          }
         ],
         "nextCursor": null
        }
       }
      }
     },
     "400": {
      "$ref": "#/components/responses/Problem400"
     },
     "401": {
      "$ref": "#/components/responses/Problem401"
     },
     "403": {
      "$ref": "#/components/responses/Problem403"
     },
     "404": {
      "$ref": "#/components/responses/Problem404"
     },
     "422": {
      "$ref": "#/components/responses/Problem422"
     },
     "429": {
      "$ref": "#/components/responses/Problem429"
     },
     "503": {
      "$ref": "#/components/responses/Problem503"
     }
    },
    "x-permission": "replays.read",
    "x-error-codes": [
     "bad_request",
     "unauthenticated",
     "forbidden",
     "not_found",
     "validation_failed",
     "rate_limited",
     "unavailable"
    ]
   }
  },
  "/api/v1/replays/{replayId}": {
   "get": {
    "operationId": "getReplay",
    "tags": [
     "Replays"
    ],
    "summary": "Get a recording with its pieces and what its visitor did",
    "description": "Needs the permission `replays.read` (owner, admin, editor). Takes: session cookie, access token, API key.",
    "security": [
     {
      "session": []
     },
     {
      "accessToken": []
     },
     {
      "apiKey": []
     }
    ],
    "parameters": [
     {
      "name": "replayId",
      "in": "path",
      "required": true,
      "schema": {
       "type": "string",
       "format": "uuid"
      }
     },
     {
      "$ref": "#/components/parameters/WorkspaceId"
     }
    ],
    "responses": {
     "200": {
      "description": "The answer.",
      "headers": {
       "X-Request-Id": {
        "$ref": "#/components/headers/X-Request-Id"
       },
       "RateLimit-Limit": {
        "$ref": "#/components/headers/RateLimit-Limit"
       },
       "RateLimit-Remaining": {
        "$ref": "#/components/headers/RateLimit-Remaining"
       },
       "RateLimit-Reset": {
        "$ref": "#/components/headers/RateLimit-Reset"
       }
      },
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ReplayDetail"
        },
        "example": {
         "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
         "siteId": "0195a3f2-6b1c-7d4e-9a8b-88015b806488",
         "siteName": "Some text",
         "visitId": "0195a3f2-6b1c-7d4e-9a8b-217a88a27ddb",
         "contactId": "0195a3f2-6b1c-7d4e-9a8b-29468088e7f1",
         "startedAt": "2026-03-14T09:26:53.000Z",
         "lastChunkAt": "2026-03-14T09:26:53.000Z",
         "durationMs": 12,
         "pageCount": 12,
         "entryPath": "Some text",
         "country": "DE",
         "city": "Berlin",
         "device": "desktop",
         "browser": "Firefox",
         "os": "Linux",
         "source": "www.google.com",
         "events": 12,
         "sizeBytes": 12,
         "stoppedReason": "too_many_nodes",
         "viewedAt": "2026-03-14T09:26:53.000Z",
         "siteDomain": "Some text",
         "chunks": [
          {
           "seq": 12,
           "fromMs": 12,
           "toMs": 12,
           "sizeBytes": 12
          }
         ],
         "marks": [
          {
           "atMs": 12,
           "kind": "page",
           "label": "Pricing"
          }
         ]
        }
       }
      }
     },
     "400": {
      "$ref": "#/components/responses/Problem400"
     },
     "401": {
      "$ref": "#/components/responses/Problem401"
     },
     "403": {
      "$ref": "#/components/responses/Problem403"
     },
     "404": {
      "$ref": "#/components/responses/Problem404"
     },
     "429": {
      "$ref": "#/components/responses/Problem429"
     },
     "503": {
      "$ref": "#/components/responses/Problem503"
     }
    },
    "x-permission": "replays.read",
    "x-error-codes": [
     "bad_request",
     "unauthenticated",
     "forbidden",
     "not_found",
     "rate_limited",
     "unavailable"
    ]
   },
   "delete": {
    "operationId": "deleteReplay",
    "tags": [
     "Replays"
    ],
    "summary": "Delete a recording with its files",
    "description": "Needs the permission `replays.delete` (owner, admin). Takes: session cookie, access token, API key.",
    "security": [
     {
      "session": []
     },
     {
      "accessToken": []
     },
     {
      "apiKey": []
     }
    ],
    "parameters": [
     {
      "name": "replayId",
      "in": "path",
      "required": true,
      "schema": {
       "type": "string",
       "format": "uuid"
      }
     },
     {
      "$ref": "#/components/parameters/WorkspaceId"
     }
    ],
    "responses": {
     "204": {
      "description": "Done; there is nothing to say.",
      "headers": {
       "X-Request-Id": {
        "$ref": "#/components/headers/X-Request-Id"
       },
       "RateLimit-Limit": {
        "$ref": "#/components/headers/RateLimit-Limit"
       },
       "RateLimit-Remaining": {
        "$ref": "#/components/headers/RateLimit-Remaining"
       },
       "RateLimit-Reset": {
        "$ref": "#/components/headers/RateLimit-Reset"
       }
      }
     },
     "400": {
      "$ref": "#/components/responses/Problem400"
     },
     "401": {
      "$ref": "#/components/responses/Problem401"
     },
     "403": {
      "$ref": "#/components/responses/Problem403"
     },
     "404": {
      "$ref": "#/components/responses/Problem404"
     },
     "409": {
      "$ref": "#/components/responses/Problem409"
     },
     "429": {
      "$ref": "#/components/responses/Problem429"
     },
     "503": {
      "$ref": "#/components/responses/Problem503"
     }
    },
    "x-permission": "replays.delete",
    "x-error-codes": [
     "bad_request",
     "unauthenticated",
     "forbidden",
     "not_found",
     "conflict",
     "rate_limited",
     "unavailable"
    ]
   }
  },
  "/api/v1/replays/{replayId}/chunks/{seq}": {
   "get": {
    "operationId": "getReplayChunk",
    "tags": [
     "Replays"
    ],
    "summary": "Read one piece of a recording",
    "description": "The gzip of a JSON array of rrweb's events, as it is stored. Needs the permission `replays.read` (owner, admin, editor). Takes: session cookie, access token, API key.",
    "security": [
     {
      "session": []
     },
     {
      "accessToken": []
     },
     {
      "apiKey": []
     }
    ],
    "parameters": [
     {
      "name": "replayId",
      "in": "path",
      "required": true,
      "schema": {
       "type": "string",
       "format": "uuid"
      }
     },
     {
      "name": "seq",
      "in": "path",
      "required": true,
      "schema": {
       "type": "integer",
       "minimum": 0,
       "maximum": 1000000
      }
     },
     {
      "$ref": "#/components/parameters/WorkspaceId"
     }
    ],
    "responses": {
     "200": {
      "description": "The content itself.",
      "headers": {
       "X-Request-Id": {
        "$ref": "#/components/headers/X-Request-Id"
       },
       "RateLimit-Limit": {
        "$ref": "#/components/headers/RateLimit-Limit"
       },
       "RateLimit-Remaining": {
        "$ref": "#/components/headers/RateLimit-Remaining"
       },
       "RateLimit-Reset": {
        "$ref": "#/components/headers/RateLimit-Reset"
       }
      },
      "content": {
       "application/gzip": {
        "schema": {
         "type": "string"
        }
       }
      }
     },
     "400": {
      "$ref": "#/components/responses/Problem400"
     },
     "401": {
      "$ref": "#/components/responses/Problem401"
     },
     "403": {
      "$ref": "#/components/responses/Problem403"
     },
     "404": {
      "$ref": "#/components/responses/Problem404"
     },
     "429": {
      "$ref": "#/components/responses/Problem429"
     },
     "503": {
      "$ref": "#/components/responses/Problem503"
     }
    },
    "x-permission": "replays.read",
    "x-error-codes": [
     "bad_request",
     "unauthenticated",
     "forbidden",
     "not_found",
     "rate_limited",
     "unavailable"
    ]
   }
  },
  "/api/v1/reports/query": {
   "post": {
    "operationId": "queryReports",
    "tags": [
     "Reports"
    ],
    "summary": "Query reports",
    "description": "Up to 30 reports of one website in one answer. Reads only, in spite of the method. Needs the permission `reports.read` (owner, admin, editor, viewer). Takes: session cookie, access token, API key.",
    "security": [
     {
      "session": []
     },
     {
      "accessToken": []
     },
     {
      "apiKey": []
     }
    ],
    "parameters": [
     {
      "$ref": "#/components/parameters/WorkspaceId"
     }
    ],
    "requestBody": {
     "required": true,
     "content": {
      "application/json": {
       "schema": {
        "$ref": "#/components/schemas/QueryReportsInput"
       },
       "example": {
        "siteId": "0195a3f2-6b1c-7d4e-9a8b-88015b806488",
        "range": {
         "from": "2026-03-01",
         "to": "2026-03-31"
        },
        "compare": "none",
        "filters": [
         {
          "dimension": "page",
          "op": "is",
          "values": [
           "Some text"
          ]
         }
        ],
        "reports": [
         {
          "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
          "kind": "totals"
         }
        ]
       }
      }
     }
    },
    "responses": {
     "200": {
      "description": "The answer.",
      "headers": {
       "X-Request-Id": {
        "$ref": "#/components/headers/X-Request-Id"
       },
       "RateLimit-Limit": {
        "$ref": "#/components/headers/RateLimit-Limit"
       },
       "RateLimit-Remaining": {
        "$ref": "#/components/headers/RateLimit-Remaining"
       },
       "RateLimit-Reset": {
        "$ref": "#/components/headers/RateLimit-Reset"
       }
      },
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/QueryReportsOutput"
        },
        "example": {
         "site": {
          "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
          "timeZone": "Europe/Berlin"
         },
         "range": {
          "from": "2026-03-01",
          "to": "2026-03-31"
         },
         "compareRange": {
          "from": "2026-03-01",
          "to": "2026-03-31"
         },
         "results": {
          "example": {
           "visitors": 12,
           "visits": 12,
           "pageViews": 12,
           "events": 12,
           "bounces": 12,
           "visibleMs": 12,
           "identifiedVisitors": 12,
           "kind": "totals",
           "visitorsAreDailySums": true,
           "previous": {
            "visitors": 12,
            "visits": 12,
            "pageViews": 12,
            "events": 12,
            "bounces": 12,
            "visibleMs": 12,
            "identifiedVisitors": 12
           }
          }
         },
         "servedBy": {
          "example": "rollup_days"
         },
         "approximate": {
          "example": true
         }
        }
       }
      }
     },
     "400": {
      "$ref": "#/components/responses/Problem400"
     },
     "401": {
      "$ref": "#/components/responses/Problem401"
     },
     "403": {
      "$ref": "#/components/responses/Problem403"
     },
     "404": {
      "$ref": "#/components/responses/Problem404"
     },
     "413": {
      "$ref": "#/components/responses/Problem413"
     },
     "415": {
      "$ref": "#/components/responses/Problem415"
     },
     "422": {
      "$ref": "#/components/responses/Problem422"
     },
     "429": {
      "$ref": "#/components/responses/Problem429"
     },
     "503": {
      "$ref": "#/components/responses/Problem503"
     }
    },
    "x-permission": "reports.read",
    "x-error-codes": [
     "bad_request",
     "unauthenticated",
     "forbidden",
     "not_found",
     "payload_too_large",
     "unsupported_media_type",
     "validation_failed",
     "rate_limited",
     "unavailable"
    ]
   }
  },
  "/api/v1/reports/{kind}": {
   "get": {
    "operationId": "getReport",
    "tags": [
     "Reports"
    ],
    "summary": "Get one report",
    "description": "The same answer as of POST /reports/query for a single report, by its address. Needs the permission `reports.read` (owner, admin, editor, viewer). Takes: session cookie, access token, API key.",
    "security": [
     {
      "session": []
     },
     {
      "accessToken": []
     },
     {
      "apiKey": []
     }
    ],
    "parameters": [
     {
      "name": "kind",
      "in": "path",
      "required": true,
      "schema": {
       "type": "string",
       "enum": [
        "totals",
        "series",
        "breakdown",
        "event_properties",
        "goals",
        "funnel",
        "retention",
        "journeys"
       ]
      }
     },
     {
      "name": "siteId",
      "in": "query",
      "required": true,
      "schema": {
       "type": "string",
       "format": "uuid"
      }
     },
     {
      "name": "from",
      "in": "query",
      "required": true,
      "schema": {
       "type": "string",
       "format": "date"
      }
     },
     {
      "name": "to",
      "in": "query",
      "required": true,
      "schema": {
       "type": "string",
       "format": "date"
      }
     },
     {
      "name": "compare",
      "in": "query",
      "required": false,
      "schema": {
       "type": "string",
       "enum": [
        "none",
        "previous",
        "year"
       ]
      }
     },
     {
      "name": "filters",
      "in": "query",
      "required": false,
      "schema": {
       "type": "string",
       "maxLength": 20000
      }
     },
     {
      "name": "interval",
      "in": "query",
      "required": false,
      "schema": {
       "$ref": "#/components/schemas/SeriesInterval"
      }
     },
     {
      "name": "dimension",
      "in": "query",
      "required": false,
      "schema": {
       "$ref": "#/components/schemas/ReportDimension"
      }
     },
     {
      "name": "limit",
      "in": "query",
      "required": false,
      "description": "How many a page.",
      "schema": {
       "type": "integer"
      }
     },
     {
      "name": "offset",
      "in": "query",
      "required": false,
      "schema": {
       "type": "integer"
      }
     },
     {
      "name": "search",
      "in": "query",
      "required": false,
      "schema": {
       "type": "string",
       "maxLength": 200
      }
     },
     {
      "name": "sort",
      "in": "query",
      "required": false,
      "schema": {
       "$ref": "#/components/schemas/BreakdownSort"
      }
     },
     {
      "name": "event",
      "in": "query",
      "required": false,
      "schema": {
       "type": "string",
       "maxLength": 100
      }
     },
     {
      "name": "property",
      "in": "query",
      "required": false,
      "schema": {
       "type": "string",
       "maxLength": 100
      }
     },
     {
      "name": "funnelId",
      "in": "query",
      "required": false,
      "schema": {
       "type": "string",
       "format": "uuid"
      }
     },
     {
      "name": "weeks",
      "in": "query",
      "required": false,
      "schema": {
       "type": "integer"
      }
     },
     {
      "name": "direction",
      "in": "query",
      "required": false,
      "schema": {
       "type": "string",
       "enum": [
        "next",
        "previous"
       ]
      }
     },
     {
      "name": "page",
      "in": "query",
      "required": false,
      "schema": {
       "type": "string",
       "maxLength": 2000
      }
     },
     {
      "name": "depth",
      "in": "query",
      "required": false,
      "schema": {
       "type": "integer"
      }
     },
     {
      "$ref": "#/components/parameters/WorkspaceId"
     }
    ],
    "responses": {
     "200": {
      "description": "The answer.",
      "headers": {
       "X-Request-Id": {
        "$ref": "#/components/headers/X-Request-Id"
       },
       "RateLimit-Limit": {
        "$ref": "#/components/headers/RateLimit-Limit"
       },
       "RateLimit-Remaining": {
        "$ref": "#/components/headers/RateLimit-Remaining"
       },
       "RateLimit-Reset": {
        "$ref": "#/components/headers/RateLimit-Reset"
       }
      },
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/SingleReportOutput"
        },
        "example": {
         "site": {
          "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
          "timeZone": "Europe/Berlin"
         },
         "range": {
          "from": "2026-03-01",
          "to": "2026-03-31"
         },
         "compareRange": {
          "from": "2026-03-01",
          "to": "2026-03-31"
         },
         "result": {
          "visitors": 12,
          "visits": 12,
          "pageViews": 12,
          "events": 12,
          "bounces": 12,
          "visibleMs": 12,
          "identifiedVisitors": 12,
          "kind": "totals",
          "visitorsAreDailySums": true,
          "previous": {
           "visitors": 12,
           "visits": 12,
           "pageViews": 12,
           "events": 12,
           "bounces": 12,
           "visibleMs": 12,
           "identifiedVisitors": 12
          }
         },
         "servedBy": "rollup_days",
         "approximate": true
        }
       }
      }
     },
     "400": {
      "$ref": "#/components/responses/Problem400"
     },
     "401": {
      "$ref": "#/components/responses/Problem401"
     },
     "403": {
      "$ref": "#/components/responses/Problem403"
     },
     "404": {
      "$ref": "#/components/responses/Problem404"
     },
     "422": {
      "$ref": "#/components/responses/Problem422"
     },
     "429": {
      "$ref": "#/components/responses/Problem429"
     },
     "503": {
      "$ref": "#/components/responses/Problem503"
     }
    },
    "x-permission": "reports.read",
    "x-error-codes": [
     "bad_request",
     "unauthenticated",
     "forbidden",
     "not_found",
     "validation_failed",
     "rate_limited",
     "unavailable"
    ]
   }
  },
  "/api/v1/requests": {
   "get": {
    "operationId": "listRequests",
    "tags": [
     "Requests"
    ],
    "summary": "List requests",
    "description": "Contact and project-scope requests together, newest first. Needs the permission `requests.read` (owner, admin, editor, viewer). Takes: session cookie, access token, API key.",
    "security": [
     {
      "session": []
     },
     {
      "accessToken": []
     },
     {
      "apiKey": []
     }
    ],
    "parameters": [
     {
      "name": "cursor",
      "in": "query",
      "required": false,
      "description": "Where to go on: `nextCursor` of the page before.",
      "schema": {
       "type": "string",
       "format": "uuid"
      }
     },
     {
      "name": "limit",
      "in": "query",
      "required": false,
      "description": "How many a page.",
      "schema": {
       "default": 25,
       "type": "integer",
       "minimum": 1,
       "maximum": 100
      }
     },
     {
      "name": "kind",
      "in": "query",
      "required": false,
      "schema": {
       "$ref": "#/components/schemas/RequestKind"
      }
     },
     {
      "name": "status",
      "in": "query",
      "required": false,
      "schema": {
       "$ref": "#/components/schemas/RequestStatus"
      }
     },
     {
      "name": "contactId",
      "in": "query",
      "required": false,
      "schema": {
       "type": "string",
       "format": "uuid"
      }
     },
     {
      "name": "q",
      "in": "query",
      "required": false,
      "description": "Text to look for.",
      "schema": {
       "type": "string",
       "maxLength": 100
      }
     },
     {
      "$ref": "#/components/parameters/WorkspaceId"
     }
    ],
    "responses": {
     "200": {
      "description": "The answer.",
      "headers": {
       "X-Request-Id": {
        "$ref": "#/components/headers/X-Request-Id"
       },
       "RateLimit-Limit": {
        "$ref": "#/components/headers/RateLimit-Limit"
       },
       "RateLimit-Remaining": {
        "$ref": "#/components/headers/RateLimit-Remaining"
       },
       "RateLimit-Reset": {
        "$ref": "#/components/headers/RateLimit-Reset"
       }
      },
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/RequestList"
        },
        "example": {
         "items": [
          {
           "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
           "kind": "contact",
           "status": "new",
           "name": "Main website",
           "email": "ada@example.com",
           "company": "Example Ltd",
           "phone": "+44 20 7946 0000",
           "message": "We need a new website by spring.",
           "scopeDetails": {
            "services": [
             "Web design"
            ],
            "budgetRange": "10,000 to 20,000",
            "timeline": "Within three months",
            "goals": "More requests from the website.",
            "links": [
             "https://www.example.com"
            ],
            "details": "Ten pages and a shop."
           },
           "contactId": "0195a3f2-6b1c-7d4e-9a8b-29468088e7f1",
           "formId": "0195a3f2-6b1c-7d4e-9a8b-3b5e2c431343",
           "visitId": "0195a3f2-6b1c-7d4e-9a8b-217a88a27ddb",
           "source": "www.google.com",
           "channel": "Organic search",
           "createdAt": "2026-03-14T09:26:53.000Z"
          }
         ],
         "nextCursor": null
        }
       }
      }
     },
     "400": {
      "$ref": "#/components/responses/Problem400"
     },
     "401": {
      "$ref": "#/components/responses/Problem401"
     },
     "403": {
      "$ref": "#/components/responses/Problem403"
     },
     "404": {
      "$ref": "#/components/responses/Problem404"
     },
     "422": {
      "$ref": "#/components/responses/Problem422"
     },
     "429": {
      "$ref": "#/components/responses/Problem429"
     },
     "503": {
      "$ref": "#/components/responses/Problem503"
     }
    },
    "x-permission": "requests.read",
    "x-error-codes": [
     "bad_request",
     "unauthenticated",
     "forbidden",
     "not_found",
     "validation_failed",
     "rate_limited",
     "unavailable"
    ]
   }
  },
  "/api/v1/requests/{requestId}": {
   "get": {
    "operationId": "getRequest",
    "tags": [
     "Requests"
    ],
    "summary": "Get a request",
    "description": "With its contact and the visit that sent it. Needs the permission `requests.read` (owner, admin, editor, viewer). Takes: session cookie, access token, API key.",
    "security": [
     {
      "session": []
     },
     {
      "accessToken": []
     },
     {
      "apiKey": []
     }
    ],
    "parameters": [
     {
      "name": "requestId",
      "in": "path",
      "required": true,
      "schema": {
       "type": "string",
       "format": "uuid"
      }
     },
     {
      "$ref": "#/components/parameters/WorkspaceId"
     }
    ],
    "responses": {
     "200": {
      "description": "The answer.",
      "headers": {
       "X-Request-Id": {
        "$ref": "#/components/headers/X-Request-Id"
       },
       "RateLimit-Limit": {
        "$ref": "#/components/headers/RateLimit-Limit"
       },
       "RateLimit-Remaining": {
        "$ref": "#/components/headers/RateLimit-Remaining"
       },
       "RateLimit-Reset": {
        "$ref": "#/components/headers/RateLimit-Reset"
       }
      },
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/RequestDetail"
        },
        "example": {
         "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
         "kind": "contact",
         "status": "new",
         "name": "Main website",
         "email": "ada@example.com",
         "company": "Example Ltd",
         "phone": "+44 20 7946 0000",
         "message": "We need a new website by spring.",
         "scopeDetails": {
          "services": [
           "Web design"
          ],
          "budgetRange": "10,000 to 20,000",
          "timeline": "Within three months",
          "goals": "More requests from the website.",
          "links": [
           "https://www.example.com"
          ],
          "details": "Ten pages and a shop."
         },
         "contactId": "0195a3f2-6b1c-7d4e-9a8b-29468088e7f1",
         "formId": "0195a3f2-6b1c-7d4e-9a8b-3b5e2c431343",
         "visitId": "0195a3f2-6b1c-7d4e-9a8b-217a88a27ddb",
         "source": "www.google.com",
         "channel": "Organic search",
         "createdAt": "2026-03-14T09:26:53.000Z",
         "form": {
          "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
          "name": "Main website"
         },
         "contact": {
          "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
          "email": "ada@example.com",
          "name": "Main website",
          "companyName": "Example Ltd",
          "phone": "+44 20 7946 0000",
          "createdAt": "2026-03-14T09:26:53.000Z",
          "updatedAt": "2026-03-14T09:26:53.000Z"
         },
         "visit": {
          "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
          "siteId": "0195a3f2-6b1c-7d4e-9a8b-88015b806488",
          "startedAt": "2026-03-14T09:26:53.000Z",
          "entryPage": "/pricing",
          "source": "www.google.com",
          "channel": "Organic search",
          "campaign": "spring",
          "country": "DE",
          "device": "desktop",
          "browser": "Firefox",
          "os": "Linux",
          "pages": [
           {
            "path": "/pricing",
            "at": "2026-03-14T09:26:53.000Z"
           }
          ]
         }
        }
       }
      }
     },
     "400": {
      "$ref": "#/components/responses/Problem400"
     },
     "401": {
      "$ref": "#/components/responses/Problem401"
     },
     "403": {
      "$ref": "#/components/responses/Problem403"
     },
     "404": {
      "$ref": "#/components/responses/Problem404"
     },
     "429": {
      "$ref": "#/components/responses/Problem429"
     },
     "503": {
      "$ref": "#/components/responses/Problem503"
     }
    },
    "x-permission": "requests.read",
    "x-error-codes": [
     "bad_request",
     "unauthenticated",
     "forbidden",
     "not_found",
     "rate_limited",
     "unavailable"
    ]
   },
   "patch": {
    "operationId": "updateRequest",
    "tags": [
     "Requests"
    ],
    "summary": "Change a request's status",
    "description": "Needs the permission `requests.write` (owner, admin, editor). Takes: session cookie, access token, API key.",
    "security": [
     {
      "session": []
     },
     {
      "accessToken": []
     },
     {
      "apiKey": []
     }
    ],
    "parameters": [
     {
      "name": "requestId",
      "in": "path",
      "required": true,
      "schema": {
       "type": "string",
       "format": "uuid"
      }
     },
     {
      "$ref": "#/components/parameters/WorkspaceId"
     }
    ],
    "requestBody": {
     "required": true,
     "content": {
      "application/json": {
       "schema": {
        "$ref": "#/components/schemas/UpdateRequestInput"
       },
       "example": {
        "status": "new"
       }
      }
     }
    },
    "responses": {
     "200": {
      "description": "The answer.",
      "headers": {
       "X-Request-Id": {
        "$ref": "#/components/headers/X-Request-Id"
       },
       "RateLimit-Limit": {
        "$ref": "#/components/headers/RateLimit-Limit"
       },
       "RateLimit-Remaining": {
        "$ref": "#/components/headers/RateLimit-Remaining"
       },
       "RateLimit-Reset": {
        "$ref": "#/components/headers/RateLimit-Reset"
       }
      },
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/RequestDto"
        },
        "example": {
         "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
         "kind": "contact",
         "status": "new",
         "name": "Main website",
         "email": "ada@example.com",
         "company": "Example Ltd",
         "phone": "+44 20 7946 0000",
         "message": "We need a new website by spring.",
         "scopeDetails": {
          "services": [
           "Web design"
          ],
          "budgetRange": "10,000 to 20,000",
          "timeline": "Within three months",
          "goals": "More requests from the website.",
          "links": [
           "https://www.example.com"
          ],
          "details": "Ten pages and a shop."
         },
         "contactId": "0195a3f2-6b1c-7d4e-9a8b-29468088e7f1",
         "formId": "0195a3f2-6b1c-7d4e-9a8b-3b5e2c431343",
         "visitId": "0195a3f2-6b1c-7d4e-9a8b-217a88a27ddb",
         "source": "www.google.com",
         "channel": "Organic search",
         "createdAt": "2026-03-14T09:26:53.000Z"
        }
       }
      }
     },
     "400": {
      "$ref": "#/components/responses/Problem400"
     },
     "401": {
      "$ref": "#/components/responses/Problem401"
     },
     "403": {
      "$ref": "#/components/responses/Problem403"
     },
     "404": {
      "$ref": "#/components/responses/Problem404"
     },
     "409": {
      "$ref": "#/components/responses/Problem409"
     },
     "413": {
      "$ref": "#/components/responses/Problem413"
     },
     "415": {
      "$ref": "#/components/responses/Problem415"
     },
     "422": {
      "$ref": "#/components/responses/Problem422"
     },
     "429": {
      "$ref": "#/components/responses/Problem429"
     },
     "503": {
      "$ref": "#/components/responses/Problem503"
     }
    },
    "x-permission": "requests.write",
    "x-error-codes": [
     "bad_request",
     "unauthenticated",
     "forbidden",
     "not_found",
     "conflict",
     "payload_too_large",
     "unsupported_media_type",
     "validation_failed",
     "rate_limited",
     "unavailable"
    ]
   }
  },
  "/api/v1/share/{token}": {
   "get": {
    "operationId": "getShare",
    "tags": [
     "Share"
    ],
    "summary": "Read what a shared link shows",
    "description": "Needs no sign-in.",
    "security": [],
    "parameters": [
     {
      "name": "token",
      "in": "path",
      "required": true,
      "schema": {
       "type": "string",
       "pattern": "^[A-Za-z0-9_-]{43}$"
      }
     }
    ],
    "responses": {
     "200": {
      "description": "The answer.",
      "headers": {
       "X-Request-Id": {
        "$ref": "#/components/headers/X-Request-Id"
       },
       "RateLimit-Limit": {
        "$ref": "#/components/headers/RateLimit-Limit"
       },
       "RateLimit-Remaining": {
        "$ref": "#/components/headers/RateLimit-Remaining"
       },
       "RateLimit-Reset": {
        "$ref": "#/components/headers/RateLimit-Reset"
       }
      },
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/SharedSiteDto"
        },
        "example": {
         "siteId": "0195a3f2-6b1c-7d4e-9a8b-88015b806488",
         "siteName": "Some text",
         "domain": "www.example.com",
         "timeZone": "Europe/Berlin",
         "isLocked": true,
         "expiresAt": "2026-03-14T09:26:53.000Z",
         "firstEventAt": "2026-03-14T09:26:53.000Z"
        }
       }
      }
     },
     "400": {
      "$ref": "#/components/responses/Problem400"
     },
     "404": {
      "$ref": "#/components/responses/Problem404"
     },
     "410": {
      "$ref": "#/components/responses/Problem410"
     },
     "429": {
      "$ref": "#/components/responses/Problem429"
     },
     "503": {
      "$ref": "#/components/responses/Problem503"
     }
    },
    "x-error-codes": [
     "bad_request",
     "not_found",
     "gone",
     "rate_limited",
     "unavailable"
    ]
   }
  },
  "/api/v1/share/{token}/query": {
   "post": {
    "operationId": "queryShare",
    "tags": [
     "Share"
    ],
    "summary": "Query reports of a shared link",
    "description": "The same question as for reports/query, without the website: the link names it. Needs no sign-in.",
    "security": [],
    "parameters": [
     {
      "name": "token",
      "in": "path",
      "required": true,
      "schema": {
       "type": "string",
       "pattern": "^[A-Za-z0-9_-]{43}$"
      }
     }
    ],
    "requestBody": {
     "required": true,
     "content": {
      "application/json": {
       "schema": {
        "$ref": "#/components/schemas/SharedQueryInput"
       },
       "example": {
        "range": {
         "from": "2026-03-01",
         "to": "2026-03-31"
        },
        "compare": "none",
        "filters": [
         {
          "dimension": "page",
          "op": "is",
          "values": [
           "Some text"
          ]
         }
        ],
        "reports": [
         {
          "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
          "kind": "totals"
         }
        ]
       }
      }
     }
    },
    "responses": {
     "200": {
      "description": "The answer.",
      "headers": {
       "X-Request-Id": {
        "$ref": "#/components/headers/X-Request-Id"
       },
       "RateLimit-Limit": {
        "$ref": "#/components/headers/RateLimit-Limit"
       },
       "RateLimit-Remaining": {
        "$ref": "#/components/headers/RateLimit-Remaining"
       },
       "RateLimit-Reset": {
        "$ref": "#/components/headers/RateLimit-Reset"
       }
      },
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/QueryReportsOutput"
        },
        "example": {
         "site": {
          "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
          "timeZone": "Europe/Berlin"
         },
         "range": {
          "from": "2026-03-01",
          "to": "2026-03-31"
         },
         "compareRange": {
          "from": "2026-03-01",
          "to": "2026-03-31"
         },
         "results": {
          "example": {
           "visitors": 12,
           "visits": 12,
           "pageViews": 12,
           "events": 12,
           "bounces": 12,
           "visibleMs": 12,
           "identifiedVisitors": 12,
           "kind": "totals",
           "visitorsAreDailySums": true,
           "previous": {
            "visitors": 12,
            "visits": 12,
            "pageViews": 12,
            "events": 12,
            "bounces": 12,
            "visibleMs": 12,
            "identifiedVisitors": 12
           }
          }
         },
         "servedBy": {
          "example": "rollup_days"
         },
         "approximate": {
          "example": true
         }
        }
       }
      }
     },
     "400": {
      "$ref": "#/components/responses/Problem400"
     },
     "403": {
      "$ref": "#/components/responses/Problem403"
     },
     "404": {
      "$ref": "#/components/responses/Problem404"
     },
     "410": {
      "$ref": "#/components/responses/Problem410"
     },
     "413": {
      "$ref": "#/components/responses/Problem413"
     },
     "415": {
      "$ref": "#/components/responses/Problem415"
     },
     "422": {
      "$ref": "#/components/responses/Problem422"
     },
     "429": {
      "$ref": "#/components/responses/Problem429"
     },
     "503": {
      "$ref": "#/components/responses/Problem503"
     }
    },
    "x-error-codes": [
     "bad_request",
     "forbidden",
     "not_found",
     "gone",
     "payload_too_large",
     "unsupported_media_type",
     "validation_failed",
     "rate_limited",
     "unavailable"
    ]
   }
  },
  "/api/v1/share/{token}/unlock": {
   "post": {
    "operationId": "unlockShare",
    "tags": [
     "Share"
    ],
    "summary": "Give the password of a shared link",
    "description": "Sets a cookie for the calls of this link, for twelve hours. Needs no sign-in.",
    "security": [],
    "parameters": [
     {
      "name": "token",
      "in": "path",
      "required": true,
      "schema": {
       "type": "string",
       "pattern": "^[A-Za-z0-9_-]{43}$"
      }
     }
    ],
    "requestBody": {
     "required": true,
     "content": {
      "application/json": {
       "schema": {
        "$ref": "#/components/schemas/UnlockShareInput"
       },
       "example": {
        "password": "correct horse battery staple"
       }
      }
     }
    },
    "responses": {
     "204": {
      "description": "Done; there is nothing to say.",
      "headers": {
       "X-Request-Id": {
        "$ref": "#/components/headers/X-Request-Id"
       },
       "RateLimit-Limit": {
        "$ref": "#/components/headers/RateLimit-Limit"
       },
       "RateLimit-Remaining": {
        "$ref": "#/components/headers/RateLimit-Remaining"
       },
       "RateLimit-Reset": {
        "$ref": "#/components/headers/RateLimit-Reset"
       }
      }
     },
     "400": {
      "$ref": "#/components/responses/Problem400"
     },
     "403": {
      "$ref": "#/components/responses/Problem403"
     },
     "404": {
      "$ref": "#/components/responses/Problem404"
     },
     "410": {
      "$ref": "#/components/responses/Problem410"
     },
     "413": {
      "$ref": "#/components/responses/Problem413"
     },
     "415": {
      "$ref": "#/components/responses/Problem415"
     },
     "422": {
      "$ref": "#/components/responses/Problem422"
     },
     "429": {
      "$ref": "#/components/responses/Problem429"
     },
     "503": {
      "$ref": "#/components/responses/Problem503"
     }
    },
    "x-error-codes": [
     "bad_request",
     "forbidden",
     "not_found",
     "gone",
     "payload_too_large",
     "unsupported_media_type",
     "validation_failed",
     "rate_limited",
     "unavailable"
    ]
   }
  },
  "/api/v1/sites": {
   "get": {
    "operationId": "listSites",
    "tags": [
     "Sites"
    ],
    "summary": "List websites",
    "description": "Needs the permission `sites.read` (owner, admin, editor, viewer). Takes: session cookie, access token, API key.",
    "security": [
     {
      "session": []
     },
     {
      "accessToken": []
     },
     {
      "apiKey": []
     }
    ],
    "parameters": [
     {
      "name": "cursor",
      "in": "query",
      "required": false,
      "description": "Where to go on: `nextCursor` of the page before.",
      "schema": {
       "type": "string",
       "format": "uuid"
      }
     },
     {
      "name": "limit",
      "in": "query",
      "required": false,
      "description": "How many a page.",
      "schema": {
       "default": 25,
       "type": "integer",
       "minimum": 1,
       "maximum": 100
      }
     },
     {
      "$ref": "#/components/parameters/WorkspaceId"
     }
    ],
    "responses": {
     "200": {
      "description": "The answer.",
      "headers": {
       "X-Request-Id": {
        "$ref": "#/components/headers/X-Request-Id"
       },
       "RateLimit-Limit": {
        "$ref": "#/components/headers/RateLimit-Limit"
       },
       "RateLimit-Remaining": {
        "$ref": "#/components/headers/RateLimit-Remaining"
       },
       "RateLimit-Reset": {
        "$ref": "#/components/headers/RateLimit-Reset"
       }
      },
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/SiteList"
        },
        "example": {
         "items": [
          {
           "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
           "companyId": "0195a3f2-6b1c-7d4e-9a8b-c42a8445890f",
           "name": "Main website",
           "domain": "www.example.com",
           "timeZone": "Europe/Berlin",
           "allowedHosts": [
            "shop.example.com"
           ],
           "siteKey": "h3Wn0b4TqX9sVd2LkP7c",
           "snippet": "<script defer src=\"https://collect.example.com/t.js\" data-site=\"h3Wn0b4TqX9sVd2LkP7c\"></script>",
           "consentMode": "cookieless",
           "excludedPaths": [
            "Some text"
           ],
           "excludedAddresses": [
            "Some text"
           ],
           "retentionDays": 12,
           "channelRules": [
            {
             "field": "source",
             "op": "is",
             "value": "/pricing",
             "channel": "Organic search"
            }
           ],
           "replayEnabled": true,
           "replaySamplePct": 12,
           "replayRetentionDays": 12,
           "replayBlockSelector": "Some text",
           "replayUnmaskSelector": "Some text",
           "createdAt": "2026-03-14T09:26:53.000Z",
           "firstEventAt": "2026-03-14T09:26:53.000Z",
           "lastEventAt": "2026-03-14T09:26:53.000Z"
          }
         ],
         "nextCursor": null
        }
       }
      }
     },
     "400": {
      "$ref": "#/components/responses/Problem400"
     },
     "401": {
      "$ref": "#/components/responses/Problem401"
     },
     "403": {
      "$ref": "#/components/responses/Problem403"
     },
     "404": {
      "$ref": "#/components/responses/Problem404"
     },
     "422": {
      "$ref": "#/components/responses/Problem422"
     },
     "429": {
      "$ref": "#/components/responses/Problem429"
     },
     "503": {
      "$ref": "#/components/responses/Problem503"
     }
    },
    "x-permission": "sites.read",
    "x-error-codes": [
     "bad_request",
     "unauthenticated",
     "forbidden",
     "not_found",
     "validation_failed",
     "rate_limited",
     "unavailable"
    ]
   },
   "post": {
    "operationId": "createSite",
    "tags": [
     "Sites"
    ],
    "summary": "Add a website",
    "description": "Needs the permission `sites.write` (owner, admin). Takes: session cookie, access token, API key.",
    "security": [
     {
      "session": []
     },
     {
      "accessToken": []
     },
     {
      "apiKey": []
     }
    ],
    "parameters": [
     {
      "$ref": "#/components/parameters/WorkspaceId"
     },
     {
      "$ref": "#/components/parameters/IdempotencyKey"
     }
    ],
    "requestBody": {
     "required": true,
     "content": {
      "application/json": {
       "schema": {
        "$ref": "#/components/schemas/CreateSiteInput"
       },
       "example": {
        "name": "Main website",
        "domain": "www.example.com",
        "timeZone": "Europe/Berlin",
        "allowedHosts": [
         "shop.example.com"
        ],
        "companyId": "0195a3f2-6b1c-7d4e-9a8b-c42a8445890f"
       }
      }
     }
    },
    "responses": {
     "201": {
      "description": "Made.",
      "headers": {
       "X-Request-Id": {
        "$ref": "#/components/headers/X-Request-Id"
       },
       "RateLimit-Limit": {
        "$ref": "#/components/headers/RateLimit-Limit"
       },
       "RateLimit-Remaining": {
        "$ref": "#/components/headers/RateLimit-Remaining"
       },
       "RateLimit-Reset": {
        "$ref": "#/components/headers/RateLimit-Reset"
       },
       "Idempotency-Replayed": {
        "$ref": "#/components/headers/Idempotency-Replayed"
       }
      },
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/SiteDto"
        },
        "example": {
         "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
         "companyId": "0195a3f2-6b1c-7d4e-9a8b-c42a8445890f",
         "name": "Main website",
         "domain": "www.example.com",
         "timeZone": "Europe/Berlin",
         "allowedHosts": [
          "shop.example.com"
         ],
         "siteKey": "h3Wn0b4TqX9sVd2LkP7c",
         "snippet": "<script defer src=\"https://collect.example.com/t.js\" data-site=\"h3Wn0b4TqX9sVd2LkP7c\"></script>",
         "consentMode": "cookieless",
         "excludedPaths": [
          "Some text"
         ],
         "excludedAddresses": [
          "Some text"
         ],
         "retentionDays": 12,
         "channelRules": [
          {
           "field": "source",
           "op": "is",
           "value": "/pricing",
           "channel": "Organic search"
          }
         ],
         "replayEnabled": true,
         "replaySamplePct": 12,
         "replayRetentionDays": 12,
         "replayBlockSelector": "Some text",
         "replayUnmaskSelector": "Some text",
         "createdAt": "2026-03-14T09:26:53.000Z",
         "firstEventAt": "2026-03-14T09:26:53.000Z",
         "lastEventAt": "2026-03-14T09:26:53.000Z"
        }
       }
      }
     },
     "400": {
      "$ref": "#/components/responses/Problem400"
     },
     "401": {
      "$ref": "#/components/responses/Problem401"
     },
     "403": {
      "$ref": "#/components/responses/Problem403"
     },
     "404": {
      "$ref": "#/components/responses/Problem404"
     },
     "409": {
      "$ref": "#/components/responses/Problem409"
     },
     "413": {
      "$ref": "#/components/responses/Problem413"
     },
     "415": {
      "$ref": "#/components/responses/Problem415"
     },
     "422": {
      "$ref": "#/components/responses/Problem422"
     },
     "429": {
      "$ref": "#/components/responses/Problem429"
     },
     "503": {
      "$ref": "#/components/responses/Problem503"
     }
    },
    "x-permission": "sites.write",
    "x-error-codes": [
     "bad_request",
     "unauthenticated",
     "forbidden",
     "not_found",
     "conflict",
     "payload_too_large",
     "unsupported_media_type",
     "validation_failed",
     "rate_limited",
     "unavailable"
    ]
   }
  },
  "/api/v1/sites/{siteId}": {
   "get": {
    "operationId": "getSite",
    "tags": [
     "Sites"
    ],
    "summary": "Get a website",
    "description": "Needs the permission `sites.read` (owner, admin, editor, viewer). Takes: session cookie, access token, API key.",
    "security": [
     {
      "session": []
     },
     {
      "accessToken": []
     },
     {
      "apiKey": []
     }
    ],
    "parameters": [
     {
      "name": "siteId",
      "in": "path",
      "required": true,
      "schema": {
       "type": "string",
       "format": "uuid"
      }
     },
     {
      "$ref": "#/components/parameters/WorkspaceId"
     }
    ],
    "responses": {
     "200": {
      "description": "The answer.",
      "headers": {
       "X-Request-Id": {
        "$ref": "#/components/headers/X-Request-Id"
       },
       "RateLimit-Limit": {
        "$ref": "#/components/headers/RateLimit-Limit"
       },
       "RateLimit-Remaining": {
        "$ref": "#/components/headers/RateLimit-Remaining"
       },
       "RateLimit-Reset": {
        "$ref": "#/components/headers/RateLimit-Reset"
       }
      },
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/SiteDto"
        },
        "example": {
         "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
         "companyId": "0195a3f2-6b1c-7d4e-9a8b-c42a8445890f",
         "name": "Main website",
         "domain": "www.example.com",
         "timeZone": "Europe/Berlin",
         "allowedHosts": [
          "shop.example.com"
         ],
         "siteKey": "h3Wn0b4TqX9sVd2LkP7c",
         "snippet": "<script defer src=\"https://collect.example.com/t.js\" data-site=\"h3Wn0b4TqX9sVd2LkP7c\"></script>",
         "consentMode": "cookieless",
         "excludedPaths": [
          "Some text"
         ],
         "excludedAddresses": [
          "Some text"
         ],
         "retentionDays": 12,
         "channelRules": [
          {
           "field": "source",
           "op": "is",
           "value": "/pricing",
           "channel": "Organic search"
          }
         ],
         "replayEnabled": true,
         "replaySamplePct": 12,
         "replayRetentionDays": 12,
         "replayBlockSelector": "Some text",
         "replayUnmaskSelector": "Some text",
         "createdAt": "2026-03-14T09:26:53.000Z",
         "firstEventAt": "2026-03-14T09:26:53.000Z",
         "lastEventAt": "2026-03-14T09:26:53.000Z"
        }
       }
      }
     },
     "400": {
      "$ref": "#/components/responses/Problem400"
     },
     "401": {
      "$ref": "#/components/responses/Problem401"
     },
     "403": {
      "$ref": "#/components/responses/Problem403"
     },
     "404": {
      "$ref": "#/components/responses/Problem404"
     },
     "429": {
      "$ref": "#/components/responses/Problem429"
     },
     "503": {
      "$ref": "#/components/responses/Problem503"
     }
    },
    "x-permission": "sites.read",
    "x-error-codes": [
     "bad_request",
     "unauthenticated",
     "forbidden",
     "not_found",
     "rate_limited",
     "unavailable"
    ]
   },
   "patch": {
    "operationId": "updateSite",
    "tags": [
     "Sites"
    ],
    "summary": "Change a website",
    "description": "Needs the permission `sites.write` (owner, admin). Takes: session cookie, access token, API key.",
    "security": [
     {
      "session": []
     },
     {
      "accessToken": []
     },
     {
      "apiKey": []
     }
    ],
    "parameters": [
     {
      "name": "siteId",
      "in": "path",
      "required": true,
      "schema": {
       "type": "string",
       "format": "uuid"
      }
     },
     {
      "$ref": "#/components/parameters/WorkspaceId"
     }
    ],
    "requestBody": {
     "required": true,
     "content": {
      "application/json": {
       "schema": {
        "$ref": "#/components/schemas/UpdateSiteInput"
       },
       "example": {
        "name": "Main website"
       }
      }
     }
    },
    "responses": {
     "200": {
      "description": "The answer.",
      "headers": {
       "X-Request-Id": {
        "$ref": "#/components/headers/X-Request-Id"
       },
       "RateLimit-Limit": {
        "$ref": "#/components/headers/RateLimit-Limit"
       },
       "RateLimit-Remaining": {
        "$ref": "#/components/headers/RateLimit-Remaining"
       },
       "RateLimit-Reset": {
        "$ref": "#/components/headers/RateLimit-Reset"
       }
      },
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/SiteDto"
        },
        "example": {
         "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
         "companyId": "0195a3f2-6b1c-7d4e-9a8b-c42a8445890f",
         "name": "Main website",
         "domain": "www.example.com",
         "timeZone": "Europe/Berlin",
         "allowedHosts": [
          "shop.example.com"
         ],
         "siteKey": "h3Wn0b4TqX9sVd2LkP7c",
         "snippet": "<script defer src=\"https://collect.example.com/t.js\" data-site=\"h3Wn0b4TqX9sVd2LkP7c\"></script>",
         "consentMode": "cookieless",
         "excludedPaths": [
          "Some text"
         ],
         "excludedAddresses": [
          "Some text"
         ],
         "retentionDays": 12,
         "channelRules": [
          {
           "field": "source",
           "op": "is",
           "value": "/pricing",
           "channel": "Organic search"
          }
         ],
         "replayEnabled": true,
         "replaySamplePct": 12,
         "replayRetentionDays": 12,
         "replayBlockSelector": "Some text",
         "replayUnmaskSelector": "Some text",
         "createdAt": "2026-03-14T09:26:53.000Z",
         "firstEventAt": "2026-03-14T09:26:53.000Z",
         "lastEventAt": "2026-03-14T09:26:53.000Z"
        }
       }
      }
     },
     "400": {
      "$ref": "#/components/responses/Problem400"
     },
     "401": {
      "$ref": "#/components/responses/Problem401"
     },
     "403": {
      "$ref": "#/components/responses/Problem403"
     },
     "404": {
      "$ref": "#/components/responses/Problem404"
     },
     "409": {
      "$ref": "#/components/responses/Problem409"
     },
     "413": {
      "$ref": "#/components/responses/Problem413"
     },
     "415": {
      "$ref": "#/components/responses/Problem415"
     },
     "422": {
      "$ref": "#/components/responses/Problem422"
     },
     "429": {
      "$ref": "#/components/responses/Problem429"
     },
     "503": {
      "$ref": "#/components/responses/Problem503"
     }
    },
    "x-permission": "sites.write",
    "x-error-codes": [
     "bad_request",
     "unauthenticated",
     "forbidden",
     "not_found",
     "conflict",
     "payload_too_large",
     "unsupported_media_type",
     "validation_failed",
     "rate_limited",
     "unavailable"
    ]
   },
   "delete": {
    "operationId": "deleteSite",
    "tags": [
     "Sites"
    ],
    "summary": "Delete a website with everything that was counted for it",
    "description": "Needs the permission `sites.write` (owner, admin). Takes: session cookie, access token, API key.",
    "security": [
     {
      "session": []
     },
     {
      "accessToken": []
     },
     {
      "apiKey": []
     }
    ],
    "parameters": [
     {
      "name": "siteId",
      "in": "path",
      "required": true,
      "schema": {
       "type": "string",
       "format": "uuid"
      }
     },
     {
      "$ref": "#/components/parameters/WorkspaceId"
     }
    ],
    "responses": {
     "204": {
      "description": "Done; there is nothing to say.",
      "headers": {
       "X-Request-Id": {
        "$ref": "#/components/headers/X-Request-Id"
       },
       "RateLimit-Limit": {
        "$ref": "#/components/headers/RateLimit-Limit"
       },
       "RateLimit-Remaining": {
        "$ref": "#/components/headers/RateLimit-Remaining"
       },
       "RateLimit-Reset": {
        "$ref": "#/components/headers/RateLimit-Reset"
       }
      }
     },
     "400": {
      "$ref": "#/components/responses/Problem400"
     },
     "401": {
      "$ref": "#/components/responses/Problem401"
     },
     "403": {
      "$ref": "#/components/responses/Problem403"
     },
     "404": {
      "$ref": "#/components/responses/Problem404"
     },
     "409": {
      "$ref": "#/components/responses/Problem409"
     },
     "429": {
      "$ref": "#/components/responses/Problem429"
     },
     "503": {
      "$ref": "#/components/responses/Problem503"
     }
    },
    "x-permission": "sites.write",
    "x-error-codes": [
     "bad_request",
     "unauthenticated",
     "forbidden",
     "not_found",
     "conflict",
     "rate_limited",
     "unavailable"
    ]
   }
  },
  "/api/v1/sites/{siteId}/annotations": {
   "get": {
    "operationId": "listSiteAnnotations",
    "tags": [
     "Sites"
    ],
    "summary": "List annotations",
    "description": "Needs the permission `reports.read` (owner, admin, editor, viewer). Takes: session cookie, access token, API key.",
    "security": [
     {
      "session": []
     },
     {
      "accessToken": []
     },
     {
      "apiKey": []
     }
    ],
    "parameters": [
     {
      "name": "siteId",
      "in": "path",
      "required": true,
      "schema": {
       "type": "string",
       "format": "uuid"
      }
     },
     {
      "name": "from",
      "in": "query",
      "required": false,
      "schema": {
       "type": "string",
       "format": "date"
      }
     },
     {
      "name": "to",
      "in": "query",
      "required": false,
      "schema": {
       "type": "string",
       "format": "date"
      }
     },
     {
      "$ref": "#/components/parameters/WorkspaceId"
     }
    ],
    "responses": {
     "200": {
      "description": "The answer.",
      "headers": {
       "X-Request-Id": {
        "$ref": "#/components/headers/X-Request-Id"
       },
       "RateLimit-Limit": {
        "$ref": "#/components/headers/RateLimit-Limit"
       },
       "RateLimit-Remaining": {
        "$ref": "#/components/headers/RateLimit-Remaining"
       },
       "RateLimit-Reset": {
        "$ref": "#/components/headers/RateLimit-Reset"
       }
      },
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/AnnotationList"
        },
        "example": {
         "items": [
          {
           "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
           "siteId": "0195a3f2-6b1c-7d4e-9a8b-88015b806488",
           "day": "2026-03-14",
           "text": "Some text",
           "createdByUserId": "0195a3f2-6b1c-7d4e-9a8b-f3656abba472",
           "createdAt": "2026-03-14T09:26:53.000Z"
          }
         ]
        }
       }
      }
     },
     "400": {
      "$ref": "#/components/responses/Problem400"
     },
     "401": {
      "$ref": "#/components/responses/Problem401"
     },
     "403": {
      "$ref": "#/components/responses/Problem403"
     },
     "404": {
      "$ref": "#/components/responses/Problem404"
     },
     "422": {
      "$ref": "#/components/responses/Problem422"
     },
     "429": {
      "$ref": "#/components/responses/Problem429"
     },
     "503": {
      "$ref": "#/components/responses/Problem503"
     }
    },
    "x-permission": "reports.read",
    "x-error-codes": [
     "bad_request",
     "unauthenticated",
     "forbidden",
     "not_found",
     "validation_failed",
     "rate_limited",
     "unavailable"
    ]
   },
   "post": {
    "operationId": "createSiteAnnotation",
    "tags": [
     "Sites"
    ],
    "summary": "Add an annotation",
    "description": "Needs the permission `analytics.write` (owner, admin, editor). Takes: session cookie, access token, API key.",
    "security": [
     {
      "session": []
     },
     {
      "accessToken": []
     },
     {
      "apiKey": []
     }
    ],
    "parameters": [
     {
      "name": "siteId",
      "in": "path",
      "required": true,
      "schema": {
       "type": "string",
       "format": "uuid"
      }
     },
     {
      "$ref": "#/components/parameters/WorkspaceId"
     },
     {
      "$ref": "#/components/parameters/IdempotencyKey"
     }
    ],
    "requestBody": {
     "required": true,
     "content": {
      "application/json": {
       "schema": {
        "$ref": "#/components/schemas/CreateAnnotationInput"
       },
       "example": {
        "day": "2026-03-14",
        "text": "Some text"
       }
      }
     }
    },
    "responses": {
     "201": {
      "description": "Made.",
      "headers": {
       "X-Request-Id": {
        "$ref": "#/components/headers/X-Request-Id"
       },
       "RateLimit-Limit": {
        "$ref": "#/components/headers/RateLimit-Limit"
       },
       "RateLimit-Remaining": {
        "$ref": "#/components/headers/RateLimit-Remaining"
       },
       "RateLimit-Reset": {
        "$ref": "#/components/headers/RateLimit-Reset"
       },
       "Idempotency-Replayed": {
        "$ref": "#/components/headers/Idempotency-Replayed"
       }
      },
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/AnnotationDto"
        },
        "example": {
         "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
         "siteId": "0195a3f2-6b1c-7d4e-9a8b-88015b806488",
         "day": "2026-03-14",
         "text": "Some text",
         "createdByUserId": "0195a3f2-6b1c-7d4e-9a8b-f3656abba472",
         "createdAt": "2026-03-14T09:26:53.000Z"
        }
       }
      }
     },
     "400": {
      "$ref": "#/components/responses/Problem400"
     },
     "401": {
      "$ref": "#/components/responses/Problem401"
     },
     "403": {
      "$ref": "#/components/responses/Problem403"
     },
     "404": {
      "$ref": "#/components/responses/Problem404"
     },
     "409": {
      "$ref": "#/components/responses/Problem409"
     },
     "413": {
      "$ref": "#/components/responses/Problem413"
     },
     "415": {
      "$ref": "#/components/responses/Problem415"
     },
     "422": {
      "$ref": "#/components/responses/Problem422"
     },
     "429": {
      "$ref": "#/components/responses/Problem429"
     },
     "503": {
      "$ref": "#/components/responses/Problem503"
     }
    },
    "x-permission": "analytics.write",
    "x-error-codes": [
     "bad_request",
     "unauthenticated",
     "forbidden",
     "not_found",
     "conflict",
     "payload_too_large",
     "unsupported_media_type",
     "validation_failed",
     "rate_limited",
     "unavailable"
    ]
   }
  },
  "/api/v1/sites/{siteId}/annotations/{annotationId}": {
   "patch": {
    "operationId": "updateSiteAnnotation",
    "tags": [
     "Sites"
    ],
    "summary": "Change an annotation",
    "description": "Needs the permission `analytics.write` (owner, admin, editor). Takes: session cookie, access token, API key.",
    "security": [
     {
      "session": []
     },
     {
      "accessToken": []
     },
     {
      "apiKey": []
     }
    ],
    "parameters": [
     {
      "name": "siteId",
      "in": "path",
      "required": true,
      "schema": {
       "type": "string",
       "format": "uuid"
      }
     },
     {
      "name": "annotationId",
      "in": "path",
      "required": true,
      "schema": {
       "type": "string",
       "format": "uuid"
      }
     },
     {
      "$ref": "#/components/parameters/WorkspaceId"
     }
    ],
    "requestBody": {
     "required": true,
     "content": {
      "application/json": {
       "schema": {
        "$ref": "#/components/schemas/UpdateAnnotationInput"
       },
       "example": {
        "day": "2026-03-14",
        "text": "Some text"
       }
      }
     }
    },
    "responses": {
     "200": {
      "description": "The answer.",
      "headers": {
       "X-Request-Id": {
        "$ref": "#/components/headers/X-Request-Id"
       },
       "RateLimit-Limit": {
        "$ref": "#/components/headers/RateLimit-Limit"
       },
       "RateLimit-Remaining": {
        "$ref": "#/components/headers/RateLimit-Remaining"
       },
       "RateLimit-Reset": {
        "$ref": "#/components/headers/RateLimit-Reset"
       }
      },
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/AnnotationDto"
        },
        "example": {
         "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
         "siteId": "0195a3f2-6b1c-7d4e-9a8b-88015b806488",
         "day": "2026-03-14",
         "text": "Some text",
         "createdByUserId": "0195a3f2-6b1c-7d4e-9a8b-f3656abba472",
         "createdAt": "2026-03-14T09:26:53.000Z"
        }
       }
      }
     },
     "400": {
      "$ref": "#/components/responses/Problem400"
     },
     "401": {
      "$ref": "#/components/responses/Problem401"
     },
     "403": {
      "$ref": "#/components/responses/Problem403"
     },
     "404": {
      "$ref": "#/components/responses/Problem404"
     },
     "409": {
      "$ref": "#/components/responses/Problem409"
     },
     "413": {
      "$ref": "#/components/responses/Problem413"
     },
     "415": {
      "$ref": "#/components/responses/Problem415"
     },
     "422": {
      "$ref": "#/components/responses/Problem422"
     },
     "429": {
      "$ref": "#/components/responses/Problem429"
     },
     "503": {
      "$ref": "#/components/responses/Problem503"
     }
    },
    "x-permission": "analytics.write",
    "x-error-codes": [
     "bad_request",
     "unauthenticated",
     "forbidden",
     "not_found",
     "conflict",
     "payload_too_large",
     "unsupported_media_type",
     "validation_failed",
     "rate_limited",
     "unavailable"
    ]
   },
   "delete": {
    "operationId": "deleteSiteAnnotation",
    "tags": [
     "Sites"
    ],
    "summary": "Remove an annotation",
    "description": "Needs the permission `analytics.write` (owner, admin, editor). Takes: session cookie, access token, API key.",
    "security": [
     {
      "session": []
     },
     {
      "accessToken": []
     },
     {
      "apiKey": []
     }
    ],
    "parameters": [
     {
      "name": "siteId",
      "in": "path",
      "required": true,
      "schema": {
       "type": "string",
       "format": "uuid"
      }
     },
     {
      "name": "annotationId",
      "in": "path",
      "required": true,
      "schema": {
       "type": "string",
       "format": "uuid"
      }
     },
     {
      "$ref": "#/components/parameters/WorkspaceId"
     }
    ],
    "responses": {
     "204": {
      "description": "Done; there is nothing to say.",
      "headers": {
       "X-Request-Id": {
        "$ref": "#/components/headers/X-Request-Id"
       },
       "RateLimit-Limit": {
        "$ref": "#/components/headers/RateLimit-Limit"
       },
       "RateLimit-Remaining": {
        "$ref": "#/components/headers/RateLimit-Remaining"
       },
       "RateLimit-Reset": {
        "$ref": "#/components/headers/RateLimit-Reset"
       }
      }
     },
     "400": {
      "$ref": "#/components/responses/Problem400"
     },
     "401": {
      "$ref": "#/components/responses/Problem401"
     },
     "403": {
      "$ref": "#/components/responses/Problem403"
     },
     "404": {
      "$ref": "#/components/responses/Problem404"
     },
     "409": {
      "$ref": "#/components/responses/Problem409"
     },
     "429": {
      "$ref": "#/components/responses/Problem429"
     },
     "503": {
      "$ref": "#/components/responses/Problem503"
     }
    },
    "x-permission": "analytics.write",
    "x-error-codes": [
     "bad_request",
     "unauthenticated",
     "forbidden",
     "not_found",
     "conflict",
     "rate_limited",
     "unavailable"
    ]
   }
  },
  "/api/v1/sites/{siteId}/digests": {
   "get": {
    "operationId": "listSiteDigests",
    "tags": [
     "Sites"
    ],
    "summary": "List regular e-mails with a website's numbers",
    "description": "Needs the permission `digests.read` (owner, admin, editor). Takes: session cookie, access token, API key.",
    "security": [
     {
      "session": []
     },
     {
      "accessToken": []
     },
     {
      "apiKey": []
     }
    ],
    "parameters": [
     {
      "name": "siteId",
      "in": "path",
      "required": true,
      "schema": {
       "type": "string",
       "format": "uuid"
      }
     },
     {
      "$ref": "#/components/parameters/WorkspaceId"
     }
    ],
    "responses": {
     "200": {
      "description": "The answer.",
      "headers": {
       "X-Request-Id": {
        "$ref": "#/components/headers/X-Request-Id"
       },
       "RateLimit-Limit": {
        "$ref": "#/components/headers/RateLimit-Limit"
       },
       "RateLimit-Remaining": {
        "$ref": "#/components/headers/RateLimit-Remaining"
       },
       "RateLimit-Reset": {
        "$ref": "#/components/headers/RateLimit-Reset"
       }
      },
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/DigestList"
        },
        "example": {
         "items": [
          {
           "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
           "siteId": "0195a3f2-6b1c-7d4e-9a8b-88015b806488",
           "frequency": "daily",
           "recipients": [
            "Some text"
           ],
           "isActive": true,
           "nextSendAt": "2026-03-14T09:26:53.000Z",
           "lastSentAt": "2026-03-14T09:26:53.000Z",
           "createdAt": "2026-03-14T09:26:53.000Z"
          }
         ]
        }
       }
      }
     },
     "400": {
      "$ref": "#/components/responses/Problem400"
     },
     "401": {
      "$ref": "#/components/responses/Problem401"
     },
     "403": {
      "$ref": "#/components/responses/Problem403"
     },
     "404": {
      "$ref": "#/components/responses/Problem404"
     },
     "429": {
      "$ref": "#/components/responses/Problem429"
     },
     "503": {
      "$ref": "#/components/responses/Problem503"
     }
    },
    "x-permission": "digests.read",
    "x-error-codes": [
     "bad_request",
     "unauthenticated",
     "forbidden",
     "not_found",
     "rate_limited",
     "unavailable"
    ]
   },
   "post": {
    "operationId": "createSiteDigest",
    "tags": [
     "Sites"
    ],
    "summary": "Send a website's numbers by e-mail regularly",
    "description": "Needs the permission `digests.write` (owner, admin). Takes: session cookie, access token, API key.",
    "security": [
     {
      "session": []
     },
     {
      "accessToken": []
     },
     {
      "apiKey": []
     }
    ],
    "parameters": [
     {
      "name": "siteId",
      "in": "path",
      "required": true,
      "schema": {
       "type": "string",
       "format": "uuid"
      }
     },
     {
      "$ref": "#/components/parameters/WorkspaceId"
     },
     {
      "$ref": "#/components/parameters/IdempotencyKey"
     }
    ],
    "requestBody": {
     "required": true,
     "content": {
      "application/json": {
       "schema": {
        "$ref": "#/components/schemas/CreateDigestInput"
       },
       "example": {
        "frequency": "daily",
        "recipients": [
         "ada@example.com"
        ]
       }
      }
     }
    },
    "responses": {
     "201": {
      "description": "Made.",
      "headers": {
       "X-Request-Id": {
        "$ref": "#/components/headers/X-Request-Id"
       },
       "RateLimit-Limit": {
        "$ref": "#/components/headers/RateLimit-Limit"
       },
       "RateLimit-Remaining": {
        "$ref": "#/components/headers/RateLimit-Remaining"
       },
       "RateLimit-Reset": {
        "$ref": "#/components/headers/RateLimit-Reset"
       },
       "Idempotency-Replayed": {
        "$ref": "#/components/headers/Idempotency-Replayed"
       }
      },
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/DigestDto"
        },
        "example": {
         "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
         "siteId": "0195a3f2-6b1c-7d4e-9a8b-88015b806488",
         "frequency": "daily",
         "recipients": [
          "Some text"
         ],
         "isActive": true,
         "nextSendAt": "2026-03-14T09:26:53.000Z",
         "lastSentAt": "2026-03-14T09:26:53.000Z",
         "createdAt": "2026-03-14T09:26:53.000Z"
        }
       }
      }
     },
     "400": {
      "$ref": "#/components/responses/Problem400"
     },
     "401": {
      "$ref": "#/components/responses/Problem401"
     },
     "403": {
      "$ref": "#/components/responses/Problem403"
     },
     "404": {
      "$ref": "#/components/responses/Problem404"
     },
     "409": {
      "$ref": "#/components/responses/Problem409"
     },
     "413": {
      "$ref": "#/components/responses/Problem413"
     },
     "415": {
      "$ref": "#/components/responses/Problem415"
     },
     "422": {
      "$ref": "#/components/responses/Problem422"
     },
     "429": {
      "$ref": "#/components/responses/Problem429"
     },
     "503": {
      "$ref": "#/components/responses/Problem503"
     }
    },
    "x-permission": "digests.write",
    "x-error-codes": [
     "bad_request",
     "unauthenticated",
     "forbidden",
     "not_found",
     "conflict",
     "payload_too_large",
     "unsupported_media_type",
     "validation_failed",
     "rate_limited",
     "unavailable"
    ]
   }
  },
  "/api/v1/sites/{siteId}/digests/{digestId}": {
   "patch": {
    "operationId": "updateSiteDigest",
    "tags": [
     "Sites"
    ],
    "summary": "Change a regular e-mail",
    "description": "Needs the permission `digests.write` (owner, admin). Takes: session cookie, access token, API key.",
    "security": [
     {
      "session": []
     },
     {
      "accessToken": []
     },
     {
      "apiKey": []
     }
    ],
    "parameters": [
     {
      "name": "siteId",
      "in": "path",
      "required": true,
      "schema": {
       "type": "string",
       "format": "uuid"
      }
     },
     {
      "name": "digestId",
      "in": "path",
      "required": true,
      "schema": {
       "type": "string",
       "format": "uuid"
      }
     },
     {
      "$ref": "#/components/parameters/WorkspaceId"
     }
    ],
    "requestBody": {
     "required": true,
     "content": {
      "application/json": {
       "schema": {
        "$ref": "#/components/schemas/UpdateDigestInput"
       },
       "example": {
        "frequency": "daily",
        "recipients": [
         "ada@example.com"
        ],
        "isActive": true
       }
      }
     }
    },
    "responses": {
     "200": {
      "description": "The answer.",
      "headers": {
       "X-Request-Id": {
        "$ref": "#/components/headers/X-Request-Id"
       },
       "RateLimit-Limit": {
        "$ref": "#/components/headers/RateLimit-Limit"
       },
       "RateLimit-Remaining": {
        "$ref": "#/components/headers/RateLimit-Remaining"
       },
       "RateLimit-Reset": {
        "$ref": "#/components/headers/RateLimit-Reset"
       }
      },
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/DigestDto"
        },
        "example": {
         "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
         "siteId": "0195a3f2-6b1c-7d4e-9a8b-88015b806488",
         "frequency": "daily",
         "recipients": [
          "Some text"
         ],
         "isActive": true,
         "nextSendAt": "2026-03-14T09:26:53.000Z",
         "lastSentAt": "2026-03-14T09:26:53.000Z",
         "createdAt": "2026-03-14T09:26:53.000Z"
        }
       }
      }
     },
     "400": {
      "$ref": "#/components/responses/Problem400"
     },
     "401": {
      "$ref": "#/components/responses/Problem401"
     },
     "403": {
      "$ref": "#/components/responses/Problem403"
     },
     "404": {
      "$ref": "#/components/responses/Problem404"
     },
     "409": {
      "$ref": "#/components/responses/Problem409"
     },
     "413": {
      "$ref": "#/components/responses/Problem413"
     },
     "415": {
      "$ref": "#/components/responses/Problem415"
     },
     "422": {
      "$ref": "#/components/responses/Problem422"
     },
     "429": {
      "$ref": "#/components/responses/Problem429"
     },
     "503": {
      "$ref": "#/components/responses/Problem503"
     }
    },
    "x-permission": "digests.write",
    "x-error-codes": [
     "bad_request",
     "unauthenticated",
     "forbidden",
     "not_found",
     "conflict",
     "payload_too_large",
     "unsupported_media_type",
     "validation_failed",
     "rate_limited",
     "unavailable"
    ]
   },
   "delete": {
    "operationId": "deleteSiteDigest",
    "tags": [
     "Sites"
    ],
    "summary": "Stop a regular e-mail",
    "description": "Needs the permission `digests.write` (owner, admin). Takes: session cookie, access token, API key.",
    "security": [
     {
      "session": []
     },
     {
      "accessToken": []
     },
     {
      "apiKey": []
     }
    ],
    "parameters": [
     {
      "name": "siteId",
      "in": "path",
      "required": true,
      "schema": {
       "type": "string",
       "format": "uuid"
      }
     },
     {
      "name": "digestId",
      "in": "path",
      "required": true,
      "schema": {
       "type": "string",
       "format": "uuid"
      }
     },
     {
      "$ref": "#/components/parameters/WorkspaceId"
     }
    ],
    "responses": {
     "204": {
      "description": "Done; there is nothing to say.",
      "headers": {
       "X-Request-Id": {
        "$ref": "#/components/headers/X-Request-Id"
       },
       "RateLimit-Limit": {
        "$ref": "#/components/headers/RateLimit-Limit"
       },
       "RateLimit-Remaining": {
        "$ref": "#/components/headers/RateLimit-Remaining"
       },
       "RateLimit-Reset": {
        "$ref": "#/components/headers/RateLimit-Reset"
       }
      }
     },
     "400": {
      "$ref": "#/components/responses/Problem400"
     },
     "401": {
      "$ref": "#/components/responses/Problem401"
     },
     "403": {
      "$ref": "#/components/responses/Problem403"
     },
     "404": {
      "$ref": "#/components/responses/Problem404"
     },
     "409": {
      "$ref": "#/components/responses/Problem409"
     },
     "429": {
      "$ref": "#/components/responses/Problem429"
     },
     "503": {
      "$ref": "#/components/responses/Problem503"
     }
    },
    "x-permission": "digests.write",
    "x-error-codes": [
     "bad_request",
     "unauthenticated",
     "forbidden",
     "not_found",
     "conflict",
     "rate_limited",
     "unavailable"
    ]
   }
  },
  "/api/v1/sites/{siteId}/drops": {
   "get": {
    "operationId": "listSiteDrops",
    "tags": [
     "Sites"
    ],
    "summary": "List events that were not counted, by reason",
    "description": "Needs the permission `sites.read` (owner, admin, editor, viewer). Takes: session cookie, access token, API key.",
    "security": [
     {
      "session": []
     },
     {
      "accessToken": []
     },
     {
      "apiKey": []
     }
    ],
    "parameters": [
     {
      "name": "siteId",
      "in": "path",
      "required": true,
      "schema": {
       "type": "string",
       "format": "uuid"
      }
     },
     {
      "name": "days",
      "in": "query",
      "required": false,
      "description": "How many days, today included.",
      "schema": {
       "default": 30,
       "type": "integer",
       "minimum": 1,
       "maximum": 90
      }
     },
     {
      "$ref": "#/components/parameters/WorkspaceId"
     }
    ],
    "responses": {
     "200": {
      "description": "The answer.",
      "headers": {
       "X-Request-Id": {
        "$ref": "#/components/headers/X-Request-Id"
       },
       "RateLimit-Limit": {
        "$ref": "#/components/headers/RateLimit-Limit"
       },
       "RateLimit-Remaining": {
        "$ref": "#/components/headers/RateLimit-Remaining"
       },
       "RateLimit-Reset": {
        "$ref": "#/components/headers/RateLimit-Reset"
       }
      },
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/DropsDto"
        },
        "example": {
         "range": {
          "from": "2026-03-01",
          "to": "2026-03-31"
         },
         "total": 12,
         "items": [
          {
           "reason": "bad_json",
           "explanation": "The event came from a program that says it is one.",
           "count": 12,
           "lastDay": "2026-03-14"
          }
         ]
        }
       }
      }
     },
     "400": {
      "$ref": "#/components/responses/Problem400"
     },
     "401": {
      "$ref": "#/components/responses/Problem401"
     },
     "403": {
      "$ref": "#/components/responses/Problem403"
     },
     "404": {
      "$ref": "#/components/responses/Problem404"
     },
     "422": {
      "$ref": "#/components/responses/Problem422"
     },
     "429": {
      "$ref": "#/components/responses/Problem429"
     },
     "503": {
      "$ref": "#/components/responses/Problem503"
     }
    },
    "x-permission": "sites.read",
    "x-error-codes": [
     "bad_request",
     "unauthenticated",
     "forbidden",
     "not_found",
     "validation_failed",
     "rate_limited",
     "unavailable"
    ]
   }
  },
  "/api/v1/sites/{siteId}/erasures": {
   "get": {
    "operationId": "listSiteErasures",
    "tags": [
     "Sites"
    ],
    "summary": "List erasures with their receipts",
    "description": "Needs the permission `erasures.read` (owner, admin). Takes: session cookie, access token, API key.",
    "security": [
     {
      "session": []
     },
     {
      "accessToken": []
     },
     {
      "apiKey": []
     }
    ],
    "parameters": [
     {
      "name": "siteId",
      "in": "path",
      "required": true,
      "schema": {
       "type": "string",
       "format": "uuid"
      }
     },
     {
      "name": "cursor",
      "in": "query",
      "required": false,
      "description": "Where to go on: `nextCursor` of the page before.",
      "schema": {
       "type": "string",
       "format": "uuid"
      }
     },
     {
      "name": "limit",
      "in": "query",
      "required": false,
      "description": "How many a page.",
      "schema": {
       "default": 25,
       "type": "integer",
       "minimum": 1,
       "maximum": 100
      }
     },
     {
      "$ref": "#/components/parameters/WorkspaceId"
     }
    ],
    "responses": {
     "200": {
      "description": "The answer.",
      "headers": {
       "X-Request-Id": {
        "$ref": "#/components/headers/X-Request-Id"
       },
       "RateLimit-Limit": {
        "$ref": "#/components/headers/RateLimit-Limit"
       },
       "RateLimit-Remaining": {
        "$ref": "#/components/headers/RateLimit-Remaining"
       },
       "RateLimit-Reset": {
        "$ref": "#/components/headers/RateLimit-Reset"
       }
      },
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErasureList"
        },
        "example": {
         "items": [
          {
           "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
           "siteId": "0195a3f2-6b1c-7d4e-9a8b-88015b806488",
           "subject": "visitor",
           "subjectHash": "Some text",
           "status": "queued",
           "receipt": {
            "events": 12,
            "visits": 12,
            "visitors": 12,
            "recordings": 12,
            "requestsUnlinked": 12,
            "startedAt": "2026-03-14T09:26:53.000Z",
            "finishedAt": "2026-03-14T09:26:53.000Z"
           },
           "lastError": "Some text",
           "createdAt": "2026-03-14T09:26:53.000Z",
           "doneAt": "2026-03-14T09:26:53.000Z"
          }
         ],
         "nextCursor": null
        }
       }
      }
     },
     "400": {
      "$ref": "#/components/responses/Problem400"
     },
     "401": {
      "$ref": "#/components/responses/Problem401"
     },
     "403": {
      "$ref": "#/components/responses/Problem403"
     },
     "404": {
      "$ref": "#/components/responses/Problem404"
     },
     "422": {
      "$ref": "#/components/responses/Problem422"
     },
     "429": {
      "$ref": "#/components/responses/Problem429"
     },
     "503": {
      "$ref": "#/components/responses/Problem503"
     }
    },
    "x-permission": "erasures.read",
    "x-error-codes": [
     "bad_request",
     "unauthenticated",
     "forbidden",
     "not_found",
     "validation_failed",
     "rate_limited",
     "unavailable"
    ]
   },
   "post": {
    "operationId": "erasuresSite",
    "tags": [
     "Sites"
    ],
    "summary": "Forget a visitor of a website",
    "description": "Named by one of their visits, by their cookie ba_v, or as a contact. Asking again gives the erasure that is under way. Needs the permission `erasures.write` (owner, admin). Takes: session cookie, access token.",
    "security": [
     {
      "session": []
     },
     {
      "accessToken": []
     }
    ],
    "parameters": [
     {
      "name": "siteId",
      "in": "path",
      "required": true,
      "schema": {
       "type": "string",
       "format": "uuid"
      }
     },
     {
      "$ref": "#/components/parameters/WorkspaceId"
     }
    ],
    "requestBody": {
     "required": true,
     "content": {
      "application/json": {
       "schema": {
        "$ref": "#/components/schemas/RequestErasureInput"
       },
       "example": {
        "visitId": "0195a3f2-6b1c-7d4e-9a8b-217a88a27ddb"
       }
      }
     }
    },
    "responses": {
     "202": {
      "description": "Accepted; it is done in the background.",
      "headers": {
       "X-Request-Id": {
        "$ref": "#/components/headers/X-Request-Id"
       },
       "RateLimit-Limit": {
        "$ref": "#/components/headers/RateLimit-Limit"
       },
       "RateLimit-Remaining": {
        "$ref": "#/components/headers/RateLimit-Remaining"
       },
       "RateLimit-Reset": {
        "$ref": "#/components/headers/RateLimit-Reset"
       }
      },
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErasureDto"
        },
        "example": {
         "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
         "siteId": "0195a3f2-6b1c-7d4e-9a8b-88015b806488",
         "subject": "visitor",
         "subjectHash": "Some text",
         "status": "queued",
         "receipt": {
          "events": 12,
          "visits": 12,
          "visitors": 12,
          "recordings": 12,
          "requestsUnlinked": 12,
          "startedAt": "2026-03-14T09:26:53.000Z",
          "finishedAt": "2026-03-14T09:26:53.000Z"
         },
         "lastError": "Some text",
         "createdAt": "2026-03-14T09:26:53.000Z",
         "doneAt": "2026-03-14T09:26:53.000Z"
        }
       }
      }
     },
     "400": {
      "$ref": "#/components/responses/Problem400"
     },
     "401": {
      "$ref": "#/components/responses/Problem401"
     },
     "403": {
      "$ref": "#/components/responses/Problem403"
     },
     "404": {
      "$ref": "#/components/responses/Problem404"
     },
     "409": {
      "$ref": "#/components/responses/Problem409"
     },
     "413": {
      "$ref": "#/components/responses/Problem413"
     },
     "415": {
      "$ref": "#/components/responses/Problem415"
     },
     "422": {
      "$ref": "#/components/responses/Problem422"
     },
     "429": {
      "$ref": "#/components/responses/Problem429"
     },
     "503": {
      "$ref": "#/components/responses/Problem503"
     }
    },
    "x-permission": "erasures.write",
    "x-error-codes": [
     "bad_request",
     "unauthenticated",
     "forbidden",
     "not_found",
     "conflict",
     "payload_too_large",
     "unsupported_media_type",
     "validation_failed",
     "rate_limited",
     "unavailable"
    ]
   }
  },
  "/api/v1/sites/{siteId}/erasures/{erasureId}": {
   "get": {
    "operationId": "getSiteErasure",
    "tags": [
     "Sites"
    ],
    "summary": "Get an erasure with its receipt",
    "description": "Needs the permission `erasures.read` (owner, admin). Takes: session cookie, access token, API key.",
    "security": [
     {
      "session": []
     },
     {
      "accessToken": []
     },
     {
      "apiKey": []
     }
    ],
    "parameters": [
     {
      "name": "siteId",
      "in": "path",
      "required": true,
      "schema": {
       "type": "string",
       "format": "uuid"
      }
     },
     {
      "name": "erasureId",
      "in": "path",
      "required": true,
      "schema": {
       "type": "string",
       "format": "uuid"
      }
     },
     {
      "$ref": "#/components/parameters/WorkspaceId"
     }
    ],
    "responses": {
     "200": {
      "description": "The answer.",
      "headers": {
       "X-Request-Id": {
        "$ref": "#/components/headers/X-Request-Id"
       },
       "RateLimit-Limit": {
        "$ref": "#/components/headers/RateLimit-Limit"
       },
       "RateLimit-Remaining": {
        "$ref": "#/components/headers/RateLimit-Remaining"
       },
       "RateLimit-Reset": {
        "$ref": "#/components/headers/RateLimit-Reset"
       }
      },
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErasureDto"
        },
        "example": {
         "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
         "siteId": "0195a3f2-6b1c-7d4e-9a8b-88015b806488",
         "subject": "visitor",
         "subjectHash": "Some text",
         "status": "queued",
         "receipt": {
          "events": 12,
          "visits": 12,
          "visitors": 12,
          "recordings": 12,
          "requestsUnlinked": 12,
          "startedAt": "2026-03-14T09:26:53.000Z",
          "finishedAt": "2026-03-14T09:26:53.000Z"
         },
         "lastError": "Some text",
         "createdAt": "2026-03-14T09:26:53.000Z",
         "doneAt": "2026-03-14T09:26:53.000Z"
        }
       }
      }
     },
     "400": {
      "$ref": "#/components/responses/Problem400"
     },
     "401": {
      "$ref": "#/components/responses/Problem401"
     },
     "403": {
      "$ref": "#/components/responses/Problem403"
     },
     "404": {
      "$ref": "#/components/responses/Problem404"
     },
     "429": {
      "$ref": "#/components/responses/Problem429"
     },
     "503": {
      "$ref": "#/components/responses/Problem503"
     }
    },
    "x-permission": "erasures.read",
    "x-error-codes": [
     "bad_request",
     "unauthenticated",
     "forbidden",
     "not_found",
     "rate_limited",
     "unavailable"
    ]
   }
  },
  "/api/v1/sites/{siteId}/erasures/{erasureId}/receipt": {
   "get": {
    "operationId": "getSiteErasureReceipt",
    "tags": [
     "Sites"
    ],
    "summary": "Download an erasure's receipt",
    "description": "Needs the permission `erasures.read` (owner, admin). Takes: session cookie, access token, API key.",
    "security": [
     {
      "session": []
     },
     {
      "accessToken": []
     },
     {
      "apiKey": []
     }
    ],
    "parameters": [
     {
      "name": "siteId",
      "in": "path",
      "required": true,
      "schema": {
       "type": "string",
       "format": "uuid"
      }
     },
     {
      "name": "erasureId",
      "in": "path",
      "required": true,
      "schema": {
       "type": "string",
       "format": "uuid"
      }
     },
     {
      "$ref": "#/components/parameters/WorkspaceId"
     }
    ],
    "responses": {
     "200": {
      "description": "The answer.",
      "headers": {
       "X-Request-Id": {
        "$ref": "#/components/headers/X-Request-Id"
       },
       "RateLimit-Limit": {
        "$ref": "#/components/headers/RateLimit-Limit"
       },
       "RateLimit-Remaining": {
        "$ref": "#/components/headers/RateLimit-Remaining"
       },
       "RateLimit-Reset": {
        "$ref": "#/components/headers/RateLimit-Reset"
       }
      },
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErasureDto"
        },
        "example": {
         "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
         "siteId": "0195a3f2-6b1c-7d4e-9a8b-88015b806488",
         "subject": "visitor",
         "subjectHash": "Some text",
         "status": "queued",
         "receipt": {
          "events": 12,
          "visits": 12,
          "visitors": 12,
          "recordings": 12,
          "requestsUnlinked": 12,
          "startedAt": "2026-03-14T09:26:53.000Z",
          "finishedAt": "2026-03-14T09:26:53.000Z"
         },
         "lastError": "Some text",
         "createdAt": "2026-03-14T09:26:53.000Z",
         "doneAt": "2026-03-14T09:26:53.000Z"
        }
       }
      }
     },
     "400": {
      "$ref": "#/components/responses/Problem400"
     },
     "401": {
      "$ref": "#/components/responses/Problem401"
     },
     "403": {
      "$ref": "#/components/responses/Problem403"
     },
     "404": {
      "$ref": "#/components/responses/Problem404"
     },
     "429": {
      "$ref": "#/components/responses/Problem429"
     },
     "503": {
      "$ref": "#/components/responses/Problem503"
     }
    },
    "x-permission": "erasures.read",
    "x-error-codes": [
     "bad_request",
     "unauthenticated",
     "forbidden",
     "not_found",
     "rate_limited",
     "unavailable"
    ]
   }
  },
  "/api/v1/sites/{siteId}/exclude-me": {
   "post": {
    "operationId": "excludeMeSite",
    "tags": [
     "Sites"
    ],
    "summary": "Stop counting visits from your own address",
    "description": "With IPv6 the whole /64 network of the address is excluded, since the address itself changes daily. Needs the permission `sites.write` (owner, admin). Takes: session cookie, access token, API key.",
    "security": [
     {
      "session": []
     },
     {
      "accessToken": []
     },
     {
      "apiKey": []
     }
    ],
    "parameters": [
     {
      "name": "siteId",
      "in": "path",
      "required": true,
      "schema": {
       "type": "string",
       "format": "uuid"
      }
     },
     {
      "$ref": "#/components/parameters/WorkspaceId"
     }
    ],
    "responses": {
     "200": {
      "description": "The answer.",
      "headers": {
       "X-Request-Id": {
        "$ref": "#/components/headers/X-Request-Id"
       },
       "RateLimit-Limit": {
        "$ref": "#/components/headers/RateLimit-Limit"
       },
       "RateLimit-Remaining": {
        "$ref": "#/components/headers/RateLimit-Remaining"
       },
       "RateLimit-Reset": {
        "$ref": "#/components/headers/RateLimit-Reset"
       }
      },
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/SiteDto"
        },
        "example": {
         "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
         "companyId": "0195a3f2-6b1c-7d4e-9a8b-c42a8445890f",
         "name": "Main website",
         "domain": "www.example.com",
         "timeZone": "Europe/Berlin",
         "allowedHosts": [
          "shop.example.com"
         ],
         "siteKey": "h3Wn0b4TqX9sVd2LkP7c",
         "snippet": "<script defer src=\"https://collect.example.com/t.js\" data-site=\"h3Wn0b4TqX9sVd2LkP7c\"></script>",
         "consentMode": "cookieless",
         "excludedPaths": [
          "Some text"
         ],
         "excludedAddresses": [
          "Some text"
         ],
         "retentionDays": 12,
         "channelRules": [
          {
           "field": "source",
           "op": "is",
           "value": "/pricing",
           "channel": "Organic search"
          }
         ],
         "replayEnabled": true,
         "replaySamplePct": 12,
         "replayRetentionDays": 12,
         "replayBlockSelector": "Some text",
         "replayUnmaskSelector": "Some text",
         "createdAt": "2026-03-14T09:26:53.000Z",
         "firstEventAt": "2026-03-14T09:26:53.000Z",
         "lastEventAt": "2026-03-14T09:26:53.000Z"
        }
       }
      }
     },
     "400": {
      "$ref": "#/components/responses/Problem400"
     },
     "401": {
      "$ref": "#/components/responses/Problem401"
     },
     "403": {
      "$ref": "#/components/responses/Problem403"
     },
     "404": {
      "$ref": "#/components/responses/Problem404"
     },
     "409": {
      "$ref": "#/components/responses/Problem409"
     },
     "429": {
      "$ref": "#/components/responses/Problem429"
     },
     "503": {
      "$ref": "#/components/responses/Problem503"
     }
    },
    "x-permission": "sites.write",
    "x-error-codes": [
     "bad_request",
     "unauthenticated",
     "forbidden",
     "not_found",
     "conflict",
     "rate_limited",
     "unavailable"
    ]
   }
  },
  "/api/v1/sites/{siteId}/export": {
   "get": {
    "operationId": "getSiteExport",
    "tags": [
     "Sites"
    ],
    "summary": "Export what was counted for a website",
    "description": "Events and visits as they were counted, or totals, as CSV or (format=ndjson) as one JSON object a line. The answer is a stream. Needs the permission `data.export` (owner, admin). Takes: session cookie, access token, API key.",
    "security": [
     {
      "session": []
     },
     {
      "accessToken": []
     },
     {
      "apiKey": []
     }
    ],
    "parameters": [
     {
      "name": "siteId",
      "in": "path",
      "required": true,
      "schema": {
       "type": "string",
       "format": "uuid"
      }
     },
     {
      "name": "what",
      "in": "query",
      "required": false,
      "schema": {
       "default": "days",
       "$ref": "#/components/schemas/ExportWhat"
      }
     },
     {
      "name": "format",
      "in": "query",
      "required": false,
      "schema": {
       "default": "csv",
       "$ref": "#/components/schemas/ExportFormat"
      }
     },
     {
      "name": "from",
      "in": "query",
      "required": false,
      "schema": {
       "type": "string",
       "format": "date"
      }
     },
     {
      "name": "to",
      "in": "query",
      "required": false,
      "schema": {
       "type": "string",
       "format": "date"
      }
     },
     {
      "$ref": "#/components/parameters/WorkspaceId"
     }
    ],
    "responses": {
     "200": {
      "description": "The content itself.",
      "headers": {
       "X-Request-Id": {
        "$ref": "#/components/headers/X-Request-Id"
       },
       "RateLimit-Limit": {
        "$ref": "#/components/headers/RateLimit-Limit"
       },
       "RateLimit-Remaining": {
        "$ref": "#/components/headers/RateLimit-Remaining"
       },
       "RateLimit-Reset": {
        "$ref": "#/components/headers/RateLimit-Reset"
       }
      },
      "content": {
       "text/csv": {
        "schema": {
         "type": "string"
        }
       }
      }
     },
     "400": {
      "$ref": "#/components/responses/Problem400"
     },
     "401": {
      "$ref": "#/components/responses/Problem401"
     },
     "403": {
      "$ref": "#/components/responses/Problem403"
     },
     "404": {
      "$ref": "#/components/responses/Problem404"
     },
     "422": {
      "$ref": "#/components/responses/Problem422"
     },
     "429": {
      "$ref": "#/components/responses/Problem429"
     },
     "503": {
      "$ref": "#/components/responses/Problem503"
     }
    },
    "x-permission": "data.export",
    "x-error-codes": [
     "bad_request",
     "unauthenticated",
     "forbidden",
     "not_found",
     "validation_failed",
     "rate_limited",
     "unavailable"
    ]
   }
  },
  "/api/v1/sites/{siteId}/funnels": {
   "get": {
    "operationId": "listSiteFunnels",
    "tags": [
     "Sites"
    ],
    "summary": "List funnels",
    "description": "Needs the permission `reports.read` (owner, admin, editor, viewer). Takes: session cookie, access token, API key.",
    "security": [
     {
      "session": []
     },
     {
      "accessToken": []
     },
     {
      "apiKey": []
     }
    ],
    "parameters": [
     {
      "name": "siteId",
      "in": "path",
      "required": true,
      "schema": {
       "type": "string",
       "format": "uuid"
      }
     },
     {
      "$ref": "#/components/parameters/WorkspaceId"
     }
    ],
    "responses": {
     "200": {
      "description": "The answer.",
      "headers": {
       "X-Request-Id": {
        "$ref": "#/components/headers/X-Request-Id"
       },
       "RateLimit-Limit": {
        "$ref": "#/components/headers/RateLimit-Limit"
       },
       "RateLimit-Remaining": {
        "$ref": "#/components/headers/RateLimit-Remaining"
       },
       "RateLimit-Reset": {
        "$ref": "#/components/headers/RateLimit-Reset"
       }
      },
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/FunnelList"
        },
        "example": {
         "items": [
          {
           "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
           "siteId": "0195a3f2-6b1c-7d4e-9a8b-88015b806488",
           "name": "Main website",
           "steps": [
            {
             "kind": "page",
             "pattern": "Some text",
             "name": "Main website"
            }
           ],
           "windowMinutes": 12,
           "createdAt": "2026-03-14T09:26:53.000Z"
          }
         ]
        }
       }
      }
     },
     "400": {
      "$ref": "#/components/responses/Problem400"
     },
     "401": {
      "$ref": "#/components/responses/Problem401"
     },
     "403": {
      "$ref": "#/components/responses/Problem403"
     },
     "404": {
      "$ref": "#/components/responses/Problem404"
     },
     "429": {
      "$ref": "#/components/responses/Problem429"
     },
     "503": {
      "$ref": "#/components/responses/Problem503"
     }
    },
    "x-permission": "reports.read",
    "x-error-codes": [
     "bad_request",
     "unauthenticated",
     "forbidden",
     "not_found",
     "rate_limited",
     "unavailable"
    ]
   },
   "post": {
    "operationId": "createSiteFunnel",
    "tags": [
     "Sites"
    ],
    "summary": "Add a funnel",
    "description": "Needs the permission `analytics.write` (owner, admin, editor). Takes: session cookie, access token, API key.",
    "security": [
     {
      "session": []
     },
     {
      "accessToken": []
     },
     {
      "apiKey": []
     }
    ],
    "parameters": [
     {
      "name": "siteId",
      "in": "path",
      "required": true,
      "schema": {
       "type": "string",
       "format": "uuid"
      }
     },
     {
      "$ref": "#/components/parameters/WorkspaceId"
     },
     {
      "$ref": "#/components/parameters/IdempotencyKey"
     }
    ],
    "requestBody": {
     "required": true,
     "content": {
      "application/json": {
       "schema": {
        "$ref": "#/components/schemas/CreateFunnelInput"
       },
       "example": {
        "name": "From prices to sign-up",
        "steps": [
         {
          "kind": "page",
          "pattern": "/pricing*"
         },
         {
          "kind": "event",
          "pattern": "Signed up"
         }
        ],
        "windowMinutes": 1440
       }
      }
     }
    },
    "responses": {
     "201": {
      "description": "Made.",
      "headers": {
       "X-Request-Id": {
        "$ref": "#/components/headers/X-Request-Id"
       },
       "RateLimit-Limit": {
        "$ref": "#/components/headers/RateLimit-Limit"
       },
       "RateLimit-Remaining": {
        "$ref": "#/components/headers/RateLimit-Remaining"
       },
       "RateLimit-Reset": {
        "$ref": "#/components/headers/RateLimit-Reset"
       },
       "Idempotency-Replayed": {
        "$ref": "#/components/headers/Idempotency-Replayed"
       }
      },
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/FunnelDto"
        },
        "example": {
         "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
         "siteId": "0195a3f2-6b1c-7d4e-9a8b-88015b806488",
         "name": "Main website",
         "steps": [
          {
           "kind": "page",
           "pattern": "Some text",
           "name": "Main website"
          }
         ],
         "windowMinutes": 12,
         "createdAt": "2026-03-14T09:26:53.000Z"
        }
       }
      }
     },
     "400": {
      "$ref": "#/components/responses/Problem400"
     },
     "401": {
      "$ref": "#/components/responses/Problem401"
     },
     "403": {
      "$ref": "#/components/responses/Problem403"
     },
     "404": {
      "$ref": "#/components/responses/Problem404"
     },
     "409": {
      "$ref": "#/components/responses/Problem409"
     },
     "413": {
      "$ref": "#/components/responses/Problem413"
     },
     "415": {
      "$ref": "#/components/responses/Problem415"
     },
     "422": {
      "$ref": "#/components/responses/Problem422"
     },
     "429": {
      "$ref": "#/components/responses/Problem429"
     },
     "503": {
      "$ref": "#/components/responses/Problem503"
     }
    },
    "x-permission": "analytics.write",
    "x-error-codes": [
     "bad_request",
     "unauthenticated",
     "forbidden",
     "not_found",
     "conflict",
     "payload_too_large",
     "unsupported_media_type",
     "validation_failed",
     "rate_limited",
     "unavailable"
    ]
   }
  },
  "/api/v1/sites/{siteId}/funnels/{funnelId}": {
   "patch": {
    "operationId": "updateSiteFunnel",
    "tags": [
     "Sites"
    ],
    "summary": "Change a funnel",
    "description": "Needs the permission `analytics.write` (owner, admin, editor). Takes: session cookie, access token, API key.",
    "security": [
     {
      "session": []
     },
     {
      "accessToken": []
     },
     {
      "apiKey": []
     }
    ],
    "parameters": [
     {
      "name": "siteId",
      "in": "path",
      "required": true,
      "schema": {
       "type": "string",
       "format": "uuid"
      }
     },
     {
      "name": "funnelId",
      "in": "path",
      "required": true,
      "schema": {
       "type": "string",
       "format": "uuid"
      }
     },
     {
      "$ref": "#/components/parameters/WorkspaceId"
     }
    ],
    "requestBody": {
     "required": true,
     "content": {
      "application/json": {
       "schema": {
        "$ref": "#/components/schemas/UpdateFunnelInput"
       },
       "example": {
        "name": "Main website"
       }
      }
     }
    },
    "responses": {
     "200": {
      "description": "The answer.",
      "headers": {
       "X-Request-Id": {
        "$ref": "#/components/headers/X-Request-Id"
       },
       "RateLimit-Limit": {
        "$ref": "#/components/headers/RateLimit-Limit"
       },
       "RateLimit-Remaining": {
        "$ref": "#/components/headers/RateLimit-Remaining"
       },
       "RateLimit-Reset": {
        "$ref": "#/components/headers/RateLimit-Reset"
       }
      },
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/FunnelDto"
        },
        "example": {
         "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
         "siteId": "0195a3f2-6b1c-7d4e-9a8b-88015b806488",
         "name": "Main website",
         "steps": [
          {
           "kind": "page",
           "pattern": "Some text",
           "name": "Main website"
          }
         ],
         "windowMinutes": 12,
         "createdAt": "2026-03-14T09:26:53.000Z"
        }
       }
      }
     },
     "400": {
      "$ref": "#/components/responses/Problem400"
     },
     "401": {
      "$ref": "#/components/responses/Problem401"
     },
     "403": {
      "$ref": "#/components/responses/Problem403"
     },
     "404": {
      "$ref": "#/components/responses/Problem404"
     },
     "409": {
      "$ref": "#/components/responses/Problem409"
     },
     "413": {
      "$ref": "#/components/responses/Problem413"
     },
     "415": {
      "$ref": "#/components/responses/Problem415"
     },
     "422": {
      "$ref": "#/components/responses/Problem422"
     },
     "429": {
      "$ref": "#/components/responses/Problem429"
     },
     "503": {
      "$ref": "#/components/responses/Problem503"
     }
    },
    "x-permission": "analytics.write",
    "x-error-codes": [
     "bad_request",
     "unauthenticated",
     "forbidden",
     "not_found",
     "conflict",
     "payload_too_large",
     "unsupported_media_type",
     "validation_failed",
     "rate_limited",
     "unavailable"
    ]
   },
   "delete": {
    "operationId": "deleteSiteFunnel",
    "tags": [
     "Sites"
    ],
    "summary": "Remove a funnel",
    "description": "Needs the permission `analytics.write` (owner, admin, editor). Takes: session cookie, access token, API key.",
    "security": [
     {
      "session": []
     },
     {
      "accessToken": []
     },
     {
      "apiKey": []
     }
    ],
    "parameters": [
     {
      "name": "siteId",
      "in": "path",
      "required": true,
      "schema": {
       "type": "string",
       "format": "uuid"
      }
     },
     {
      "name": "funnelId",
      "in": "path",
      "required": true,
      "schema": {
       "type": "string",
       "format": "uuid"
      }
     },
     {
      "$ref": "#/components/parameters/WorkspaceId"
     }
    ],
    "responses": {
     "204": {
      "description": "Done; there is nothing to say.",
      "headers": {
       "X-Request-Id": {
        "$ref": "#/components/headers/X-Request-Id"
       },
       "RateLimit-Limit": {
        "$ref": "#/components/headers/RateLimit-Limit"
       },
       "RateLimit-Remaining": {
        "$ref": "#/components/headers/RateLimit-Remaining"
       },
       "RateLimit-Reset": {
        "$ref": "#/components/headers/RateLimit-Reset"
       }
      }
     },
     "400": {
      "$ref": "#/components/responses/Problem400"
     },
     "401": {
      "$ref": "#/components/responses/Problem401"
     },
     "403": {
      "$ref": "#/components/responses/Problem403"
     },
     "404": {
      "$ref": "#/components/responses/Problem404"
     },
     "409": {
      "$ref": "#/components/responses/Problem409"
     },
     "429": {
      "$ref": "#/components/responses/Problem429"
     },
     "503": {
      "$ref": "#/components/responses/Problem503"
     }
    },
    "x-permission": "analytics.write",
    "x-error-codes": [
     "bad_request",
     "unauthenticated",
     "forbidden",
     "not_found",
     "conflict",
     "rate_limited",
     "unavailable"
    ]
   }
  },
  "/api/v1/sites/{siteId}/goals": {
   "get": {
    "operationId": "listSiteGoals",
    "tags": [
     "Sites"
    ],
    "summary": "List goals",
    "description": "Needs the permission `reports.read` (owner, admin, editor, viewer). Takes: session cookie, access token, API key.",
    "security": [
     {
      "session": []
     },
     {
      "accessToken": []
     },
     {
      "apiKey": []
     }
    ],
    "parameters": [
     {
      "name": "siteId",
      "in": "path",
      "required": true,
      "schema": {
       "type": "string",
       "format": "uuid"
      }
     },
     {
      "$ref": "#/components/parameters/WorkspaceId"
     }
    ],
    "responses": {
     "200": {
      "description": "The answer.",
      "headers": {
       "X-Request-Id": {
        "$ref": "#/components/headers/X-Request-Id"
       },
       "RateLimit-Limit": {
        "$ref": "#/components/headers/RateLimit-Limit"
       },
       "RateLimit-Remaining": {
        "$ref": "#/components/headers/RateLimit-Remaining"
       },
       "RateLimit-Reset": {
        "$ref": "#/components/headers/RateLimit-Reset"
       }
      },
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/GoalList"
        },
        "example": {
         "items": [
          {
           "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
           "siteId": "0195a3f2-6b1c-7d4e-9a8b-88015b806488",
           "name": "Main website",
           "kind": "page",
           "pattern": "Some text",
           "valueCents": 12,
           "currency": "Some text",
           "valueProperty": "Some text",
           "createdAt": "2026-03-14T09:26:53.000Z",
           "archivedAt": "2026-03-14T09:26:53.000Z"
          }
         ]
        }
       }
      }
     },
     "400": {
      "$ref": "#/components/responses/Problem400"
     },
     "401": {
      "$ref": "#/components/responses/Problem401"
     },
     "403": {
      "$ref": "#/components/responses/Problem403"
     },
     "404": {
      "$ref": "#/components/responses/Problem404"
     },
     "429": {
      "$ref": "#/components/responses/Problem429"
     },
     "503": {
      "$ref": "#/components/responses/Problem503"
     }
    },
    "x-permission": "reports.read",
    "x-error-codes": [
     "bad_request",
     "unauthenticated",
     "forbidden",
     "not_found",
     "rate_limited",
     "unavailable"
    ]
   },
   "post": {
    "operationId": "createSiteGoal",
    "tags": [
     "Sites"
    ],
    "summary": "Add a goal",
    "description": "Needs the permission `analytics.write` (owner, admin, editor). Takes: session cookie, access token, API key.",
    "security": [
     {
      "session": []
     },
     {
      "accessToken": []
     },
     {
      "apiKey": []
     }
    ],
    "parameters": [
     {
      "name": "siteId",
      "in": "path",
      "required": true,
      "schema": {
       "type": "string",
       "format": "uuid"
      }
     },
     {
      "$ref": "#/components/parameters/WorkspaceId"
     },
     {
      "$ref": "#/components/parameters/IdempotencyKey"
     }
    ],
    "requestBody": {
     "required": true,
     "content": {
      "application/json": {
       "schema": {
        "$ref": "#/components/schemas/CreateGoalInput"
       },
       "example": {
        "name": "Main website",
        "kind": "page",
        "pattern": "Some text"
       }
      }
     }
    },
    "responses": {
     "201": {
      "description": "Made.",
      "headers": {
       "X-Request-Id": {
        "$ref": "#/components/headers/X-Request-Id"
       },
       "RateLimit-Limit": {
        "$ref": "#/components/headers/RateLimit-Limit"
       },
       "RateLimit-Remaining": {
        "$ref": "#/components/headers/RateLimit-Remaining"
       },
       "RateLimit-Reset": {
        "$ref": "#/components/headers/RateLimit-Reset"
       },
       "Idempotency-Replayed": {
        "$ref": "#/components/headers/Idempotency-Replayed"
       }
      },
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/GoalDto"
        },
        "example": {
         "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
         "siteId": "0195a3f2-6b1c-7d4e-9a8b-88015b806488",
         "name": "Main website",
         "kind": "page",
         "pattern": "Some text",
         "valueCents": 12,
         "currency": "Some text",
         "valueProperty": "Some text",
         "createdAt": "2026-03-14T09:26:53.000Z",
         "archivedAt": "2026-03-14T09:26:53.000Z"
        }
       }
      }
     },
     "400": {
      "$ref": "#/components/responses/Problem400"
     },
     "401": {
      "$ref": "#/components/responses/Problem401"
     },
     "403": {
      "$ref": "#/components/responses/Problem403"
     },
     "404": {
      "$ref": "#/components/responses/Problem404"
     },
     "409": {
      "$ref": "#/components/responses/Problem409"
     },
     "413": {
      "$ref": "#/components/responses/Problem413"
     },
     "415": {
      "$ref": "#/components/responses/Problem415"
     },
     "422": {
      "$ref": "#/components/responses/Problem422"
     },
     "429": {
      "$ref": "#/components/responses/Problem429"
     },
     "503": {
      "$ref": "#/components/responses/Problem503"
     }
    },
    "x-permission": "analytics.write",
    "x-error-codes": [
     "bad_request",
     "unauthenticated",
     "forbidden",
     "not_found",
     "conflict",
     "payload_too_large",
     "unsupported_media_type",
     "validation_failed",
     "rate_limited",
     "unavailable"
    ]
   }
  },
  "/api/v1/sites/{siteId}/goals/{goalId}": {
   "patch": {
    "operationId": "updateSiteGoal",
    "tags": [
     "Sites"
    ],
    "summary": "Change a goal",
    "description": "Needs the permission `analytics.write` (owner, admin, editor). Takes: session cookie, access token, API key.",
    "security": [
     {
      "session": []
     },
     {
      "accessToken": []
     },
     {
      "apiKey": []
     }
    ],
    "parameters": [
     {
      "name": "siteId",
      "in": "path",
      "required": true,
      "schema": {
       "type": "string",
       "format": "uuid"
      }
     },
     {
      "name": "goalId",
      "in": "path",
      "required": true,
      "schema": {
       "type": "string",
       "format": "uuid"
      }
     },
     {
      "$ref": "#/components/parameters/WorkspaceId"
     }
    ],
    "requestBody": {
     "required": true,
     "content": {
      "application/json": {
       "schema": {
        "$ref": "#/components/schemas/UpdateGoalInput"
       },
       "example": {
        "name": "Main website"
       }
      }
     }
    },
    "responses": {
     "200": {
      "description": "The answer.",
      "headers": {
       "X-Request-Id": {
        "$ref": "#/components/headers/X-Request-Id"
       },
       "RateLimit-Limit": {
        "$ref": "#/components/headers/RateLimit-Limit"
       },
       "RateLimit-Remaining": {
        "$ref": "#/components/headers/RateLimit-Remaining"
       },
       "RateLimit-Reset": {
        "$ref": "#/components/headers/RateLimit-Reset"
       }
      },
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/GoalDto"
        },
        "example": {
         "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
         "siteId": "0195a3f2-6b1c-7d4e-9a8b-88015b806488",
         "name": "Main website",
         "kind": "page",
         "pattern": "Some text",
         "valueCents": 12,
         "currency": "Some text",
         "valueProperty": "Some text",
         "createdAt": "2026-03-14T09:26:53.000Z",
         "archivedAt": "2026-03-14T09:26:53.000Z"
        }
       }
      }
     },
     "400": {
      "$ref": "#/components/responses/Problem400"
     },
     "401": {
      "$ref": "#/components/responses/Problem401"
     },
     "403": {
      "$ref": "#/components/responses/Problem403"
     },
     "404": {
      "$ref": "#/components/responses/Problem404"
     },
     "409": {
      "$ref": "#/components/responses/Problem409"
     },
     "413": {
      "$ref": "#/components/responses/Problem413"
     },
     "415": {
      "$ref": "#/components/responses/Problem415"
     },
     "422": {
      "$ref": "#/components/responses/Problem422"
     },
     "429": {
      "$ref": "#/components/responses/Problem429"
     },
     "503": {
      "$ref": "#/components/responses/Problem503"
     }
    },
    "x-permission": "analytics.write",
    "x-error-codes": [
     "bad_request",
     "unauthenticated",
     "forbidden",
     "not_found",
     "conflict",
     "payload_too_large",
     "unsupported_media_type",
     "validation_failed",
     "rate_limited",
     "unavailable"
    ]
   },
   "delete": {
    "operationId": "deleteSiteGoal",
    "tags": [
     "Sites"
    ],
    "summary": "Remove a goal",
    "description": "Needs the permission `analytics.write` (owner, admin, editor). Takes: session cookie, access token, API key.",
    "security": [
     {
      "session": []
     },
     {
      "accessToken": []
     },
     {
      "apiKey": []
     }
    ],
    "parameters": [
     {
      "name": "siteId",
      "in": "path",
      "required": true,
      "schema": {
       "type": "string",
       "format": "uuid"
      }
     },
     {
      "name": "goalId",
      "in": "path",
      "required": true,
      "schema": {
       "type": "string",
       "format": "uuid"
      }
     },
     {
      "$ref": "#/components/parameters/WorkspaceId"
     }
    ],
    "responses": {
     "204": {
      "description": "Done; there is nothing to say.",
      "headers": {
       "X-Request-Id": {
        "$ref": "#/components/headers/X-Request-Id"
       },
       "RateLimit-Limit": {
        "$ref": "#/components/headers/RateLimit-Limit"
       },
       "RateLimit-Remaining": {
        "$ref": "#/components/headers/RateLimit-Remaining"
       },
       "RateLimit-Reset": {
        "$ref": "#/components/headers/RateLimit-Reset"
       }
      }
     },
     "400": {
      "$ref": "#/components/responses/Problem400"
     },
     "401": {
      "$ref": "#/components/responses/Problem401"
     },
     "403": {
      "$ref": "#/components/responses/Problem403"
     },
     "404": {
      "$ref": "#/components/responses/Problem404"
     },
     "409": {
      "$ref": "#/components/responses/Problem409"
     },
     "429": {
      "$ref": "#/components/responses/Problem429"
     },
     "503": {
      "$ref": "#/components/responses/Problem503"
     }
    },
    "x-permission": "analytics.write",
    "x-error-codes": [
     "bad_request",
     "unauthenticated",
     "forbidden",
     "not_found",
     "conflict",
     "rate_limited",
     "unavailable"
    ]
   }
  },
  "/api/v1/sites/{siteId}/imports": {
   "get": {
    "operationId": "listSiteImports",
    "tags": [
     "Sites"
    ],
    "summary": "List imports from other tools",
    "description": "Needs the permission `imports.read` (owner, admin). Takes: session cookie, access token, API key.",
    "security": [
     {
      "session": []
     },
     {
      "accessToken": []
     },
     {
      "apiKey": []
     }
    ],
    "parameters": [
     {
      "name": "siteId",
      "in": "path",
      "required": true,
      "schema": {
       "type": "string",
       "format": "uuid"
      }
     },
     {
      "name": "cursor",
      "in": "query",
      "required": false,
      "description": "Where to go on: `nextCursor` of the page before.",
      "schema": {
       "type": "string",
       "format": "uuid"
      }
     },
     {
      "name": "limit",
      "in": "query",
      "required": false,
      "description": "How many a page.",
      "schema": {
       "default": 25,
       "type": "integer",
       "minimum": 1,
       "maximum": 100
      }
     },
     {
      "$ref": "#/components/parameters/WorkspaceId"
     }
    ],
    "responses": {
     "200": {
      "description": "The answer.",
      "headers": {
       "X-Request-Id": {
        "$ref": "#/components/headers/X-Request-Id"
       },
       "RateLimit-Limit": {
        "$ref": "#/components/headers/RateLimit-Limit"
       },
       "RateLimit-Remaining": {
        "$ref": "#/components/headers/RateLimit-Remaining"
       },
       "RateLimit-Reset": {
        "$ref": "#/components/headers/RateLimit-Reset"
       }
      },
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/SiteImportList"
        },
        "example": {
         "items": [
          {
           "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
           "siteId": "0195a3f2-6b1c-7d4e-9a8b-88015b806488",
           "source": "plausible",
           "status": "uploading",
           "fileNames": [
            "Some text"
           ],
           "fromDay": "2026-03-14",
           "toDay": "2026-03-14",
           "preview": {
            "totals": {
             "visitors": 12,
             "visits": 12,
             "pageViews": 12,
             "events": 12
            },
            "days": 12,
            "rows": {
             "example": 12
            },
            "overlapDays": [
             "2026-03-14"
            ],
            "overlapDaysTotal": 12,
            "unreadable": {
             "lines": 12,
             "examples": [
              {
               "file": "Some text",
               "line": 12,
               "reason": "Some text"
              }
             ]
            },
            "notes": [
             "Some text"
            ]
           },
           "progress": {
            "done": 12,
            "total": 12
           },
           "skippedDays": 12,
           "lastError": "Some text",
           "createdAt": "2026-03-14T09:26:53.000Z",
           "appliedAt": "2026-03-14T09:26:53.000Z",
           "undoneAt": "2026-03-14T09:26:53.000Z"
          }
         ],
         "nextCursor": null
        }
       }
      }
     },
     "400": {
      "$ref": "#/components/responses/Problem400"
     },
     "401": {
      "$ref": "#/components/responses/Problem401"
     },
     "403": {
      "$ref": "#/components/responses/Problem403"
     },
     "404": {
      "$ref": "#/components/responses/Problem404"
     },
     "422": {
      "$ref": "#/components/responses/Problem422"
     },
     "429": {
      "$ref": "#/components/responses/Problem429"
     },
     "503": {
      "$ref": "#/components/responses/Problem503"
     }
    },
    "x-permission": "imports.read",
    "x-error-codes": [
     "bad_request",
     "unauthenticated",
     "forbidden",
     "not_found",
     "validation_failed",
     "rate_limited",
     "unavailable"
    ]
   },
   "post": {
    "operationId": "createSiteImport",
    "tags": [
     "Sites"
    ],
    "summary": "Begin an import from another tool",
    "description": "Upload its files next, have them read, look at the preview, then apply it. Needs the permission `imports.write` (owner, admin). Takes: session cookie, access token, API key.",
    "security": [
     {
      "session": []
     },
     {
      "accessToken": []
     },
     {
      "apiKey": []
     }
    ],
    "parameters": [
     {
      "name": "siteId",
      "in": "path",
      "required": true,
      "schema": {
       "type": "string",
       "format": "uuid"
      }
     },
     {
      "$ref": "#/components/parameters/WorkspaceId"
     },
     {
      "$ref": "#/components/parameters/IdempotencyKey"
     }
    ],
    "requestBody": {
     "required": true,
     "content": {
      "application/json": {
       "schema": {
        "$ref": "#/components/schemas/CreateImportInput"
       },
       "example": {
        "source": "plausible"
       }
      }
     }
    },
    "responses": {
     "201": {
      "description": "Made.",
      "headers": {
       "X-Request-Id": {
        "$ref": "#/components/headers/X-Request-Id"
       },
       "RateLimit-Limit": {
        "$ref": "#/components/headers/RateLimit-Limit"
       },
       "RateLimit-Remaining": {
        "$ref": "#/components/headers/RateLimit-Remaining"
       },
       "RateLimit-Reset": {
        "$ref": "#/components/headers/RateLimit-Reset"
       },
       "Idempotency-Replayed": {
        "$ref": "#/components/headers/Idempotency-Replayed"
       }
      },
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/SiteImportDto"
        },
        "example": {
         "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
         "siteId": "0195a3f2-6b1c-7d4e-9a8b-88015b806488",
         "source": "plausible",
         "status": "uploading",
         "fileNames": [
          "Some text"
         ],
         "fromDay": "2026-03-14",
         "toDay": "2026-03-14",
         "preview": {
          "totals": {
           "visitors": 12,
           "visits": 12,
           "pageViews": 12,
           "events": 12
          },
          "days": 12,
          "rows": {
           "example": 12
          },
          "overlapDays": [
           "2026-03-14"
          ],
          "overlapDaysTotal": 12,
          "unreadable": {
           "lines": 12,
           "examples": [
            {
             "file": "Some text",
             "line": 12,
             "reason": "Some text"
            }
           ]
          },
          "notes": [
           "Some text"
          ]
         },
         "progress": {
          "done": 12,
          "total": 12
         },
         "skippedDays": 12,
         "lastError": "Some text",
         "createdAt": "2026-03-14T09:26:53.000Z",
         "appliedAt": "2026-03-14T09:26:53.000Z",
         "undoneAt": "2026-03-14T09:26:53.000Z"
        }
       }
      }
     },
     "400": {
      "$ref": "#/components/responses/Problem400"
     },
     "401": {
      "$ref": "#/components/responses/Problem401"
     },
     "403": {
      "$ref": "#/components/responses/Problem403"
     },
     "404": {
      "$ref": "#/components/responses/Problem404"
     },
     "409": {
      "$ref": "#/components/responses/Problem409"
     },
     "413": {
      "$ref": "#/components/responses/Problem413"
     },
     "415": {
      "$ref": "#/components/responses/Problem415"
     },
     "422": {
      "$ref": "#/components/responses/Problem422"
     },
     "429": {
      "$ref": "#/components/responses/Problem429"
     },
     "503": {
      "$ref": "#/components/responses/Problem503"
     }
    },
    "x-permission": "imports.write",
    "x-error-codes": [
     "bad_request",
     "unauthenticated",
     "forbidden",
     "not_found",
     "conflict",
     "payload_too_large",
     "unsupported_media_type",
     "validation_failed",
     "rate_limited",
     "unavailable"
    ]
   }
  },
  "/api/v1/sites/{siteId}/imports/{importId}": {
   "get": {
    "operationId": "getSiteImport",
    "tags": [
     "Sites"
    ],
    "summary": "Get an import with its preview and progress",
    "description": "Needs the permission `imports.read` (owner, admin). Takes: session cookie, access token, API key.",
    "security": [
     {
      "session": []
     },
     {
      "accessToken": []
     },
     {
      "apiKey": []
     }
    ],
    "parameters": [
     {
      "name": "siteId",
      "in": "path",
      "required": true,
      "schema": {
       "type": "string",
       "format": "uuid"
      }
     },
     {
      "name": "importId",
      "in": "path",
      "required": true,
      "schema": {
       "type": "string",
       "format": "uuid"
      }
     },
     {
      "$ref": "#/components/parameters/WorkspaceId"
     }
    ],
    "responses": {
     "200": {
      "description": "The answer.",
      "headers": {
       "X-Request-Id": {
        "$ref": "#/components/headers/X-Request-Id"
       },
       "RateLimit-Limit": {
        "$ref": "#/components/headers/RateLimit-Limit"
       },
       "RateLimit-Remaining": {
        "$ref": "#/components/headers/RateLimit-Remaining"
       },
       "RateLimit-Reset": {
        "$ref": "#/components/headers/RateLimit-Reset"
       }
      },
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/SiteImportDto"
        },
        "example": {
         "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
         "siteId": "0195a3f2-6b1c-7d4e-9a8b-88015b806488",
         "source": "plausible",
         "status": "uploading",
         "fileNames": [
          "Some text"
         ],
         "fromDay": "2026-03-14",
         "toDay": "2026-03-14",
         "preview": {
          "totals": {
           "visitors": 12,
           "visits": 12,
           "pageViews": 12,
           "events": 12
          },
          "days": 12,
          "rows": {
           "example": 12
          },
          "overlapDays": [
           "2026-03-14"
          ],
          "overlapDaysTotal": 12,
          "unreadable": {
           "lines": 12,
           "examples": [
            {
             "file": "Some text",
             "line": 12,
             "reason": "Some text"
            }
           ]
          },
          "notes": [
           "Some text"
          ]
         },
         "progress": {
          "done": 12,
          "total": 12
         },
         "skippedDays": 12,
         "lastError": "Some text",
         "createdAt": "2026-03-14T09:26:53.000Z",
         "appliedAt": "2026-03-14T09:26:53.000Z",
         "undoneAt": "2026-03-14T09:26:53.000Z"
        }
       }
      }
     },
     "400": {
      "$ref": "#/components/responses/Problem400"
     },
     "401": {
      "$ref": "#/components/responses/Problem401"
     },
     "403": {
      "$ref": "#/components/responses/Problem403"
     },
     "404": {
      "$ref": "#/components/responses/Problem404"
     },
     "429": {
      "$ref": "#/components/responses/Problem429"
     },
     "503": {
      "$ref": "#/components/responses/Problem503"
     }
    },
    "x-permission": "imports.read",
    "x-error-codes": [
     "bad_request",
     "unauthenticated",
     "forbidden",
     "not_found",
     "rate_limited",
     "unavailable"
    ]
   },
   "delete": {
    "operationId": "deleteSiteImport",
    "tags": [
     "Sites"
    ],
    "summary": "Remove an import that is not among the numbers",
    "description": "Needs the permission `imports.write` (owner, admin). Takes: session cookie, access token, API key.",
    "security": [
     {
      "session": []
     },
     {
      "accessToken": []
     },
     {
      "apiKey": []
     }
    ],
    "parameters": [
     {
      "name": "siteId",
      "in": "path",
      "required": true,
      "schema": {
       "type": "string",
       "format": "uuid"
      }
     },
     {
      "name": "importId",
      "in": "path",
      "required": true,
      "schema": {
       "type": "string",
       "format": "uuid"
      }
     },
     {
      "$ref": "#/components/parameters/WorkspaceId"
     }
    ],
    "responses": {
     "204": {
      "description": "Done; there is nothing to say.",
      "headers": {
       "X-Request-Id": {
        "$ref": "#/components/headers/X-Request-Id"
       },
       "RateLimit-Limit": {
        "$ref": "#/components/headers/RateLimit-Limit"
       },
       "RateLimit-Remaining": {
        "$ref": "#/components/headers/RateLimit-Remaining"
       },
       "RateLimit-Reset": {
        "$ref": "#/components/headers/RateLimit-Reset"
       }
      }
     },
     "400": {
      "$ref": "#/components/responses/Problem400"
     },
     "401": {
      "$ref": "#/components/responses/Problem401"
     },
     "403": {
      "$ref": "#/components/responses/Problem403"
     },
     "404": {
      "$ref": "#/components/responses/Problem404"
     },
     "409": {
      "$ref": "#/components/responses/Problem409"
     },
     "429": {
      "$ref": "#/components/responses/Problem429"
     },
     "503": {
      "$ref": "#/components/responses/Problem503"
     }
    },
    "x-permission": "imports.write",
    "x-error-codes": [
     "bad_request",
     "unauthenticated",
     "forbidden",
     "not_found",
     "conflict",
     "rate_limited",
     "unavailable"
    ]
   }
  },
  "/api/v1/sites/{siteId}/imports/{importId}/apply": {
   "post": {
    "operationId": "applySiteImport",
    "tags": [
     "Sites"
    ],
    "summary": "Add an import to the website's numbers",
    "description": "Needs the permission `imports.write` (owner, admin). Takes: session cookie, access token, API key.",
    "security": [
     {
      "session": []
     },
     {
      "accessToken": []
     },
     {
      "apiKey": []
     }
    ],
    "parameters": [
     {
      "name": "siteId",
      "in": "path",
      "required": true,
      "schema": {
       "type": "string",
       "format": "uuid"
      }
     },
     {
      "name": "importId",
      "in": "path",
      "required": true,
      "schema": {
       "type": "string",
       "format": "uuid"
      }
     },
     {
      "$ref": "#/components/parameters/WorkspaceId"
     }
    ],
    "requestBody": {
     "required": true,
     "content": {
      "application/json": {
       "schema": {
        "$ref": "#/components/schemas/ApplyImportInput"
       },
       "example": {
        "overlap": "skip"
       }
      }
     }
    },
    "responses": {
     "202": {
      "description": "Accepted; it is done in the background.",
      "headers": {
       "X-Request-Id": {
        "$ref": "#/components/headers/X-Request-Id"
       },
       "RateLimit-Limit": {
        "$ref": "#/components/headers/RateLimit-Limit"
       },
       "RateLimit-Remaining": {
        "$ref": "#/components/headers/RateLimit-Remaining"
       },
       "RateLimit-Reset": {
        "$ref": "#/components/headers/RateLimit-Reset"
       }
      },
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/SiteImportDto"
        },
        "example": {
         "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
         "siteId": "0195a3f2-6b1c-7d4e-9a8b-88015b806488",
         "source": "plausible",
         "status": "uploading",
         "fileNames": [
          "Some text"
         ],
         "fromDay": "2026-03-14",
         "toDay": "2026-03-14",
         "preview": {
          "totals": {
           "visitors": 12,
           "visits": 12,
           "pageViews": 12,
           "events": 12
          },
          "days": 12,
          "rows": {
           "example": 12
          },
          "overlapDays": [
           "2026-03-14"
          ],
          "overlapDaysTotal": 12,
          "unreadable": {
           "lines": 12,
           "examples": [
            {
             "file": "Some text",
             "line": 12,
             "reason": "Some text"
            }
           ]
          },
          "notes": [
           "Some text"
          ]
         },
         "progress": {
          "done": 12,
          "total": 12
         },
         "skippedDays": 12,
         "lastError": "Some text",
         "createdAt": "2026-03-14T09:26:53.000Z",
         "appliedAt": "2026-03-14T09:26:53.000Z",
         "undoneAt": "2026-03-14T09:26:53.000Z"
        }
       }
      }
     },
     "400": {
      "$ref": "#/components/responses/Problem400"
     },
     "401": {
      "$ref": "#/components/responses/Problem401"
     },
     "403": {
      "$ref": "#/components/responses/Problem403"
     },
     "404": {
      "$ref": "#/components/responses/Problem404"
     },
     "409": {
      "$ref": "#/components/responses/Problem409"
     },
     "413": {
      "$ref": "#/components/responses/Problem413"
     },
     "415": {
      "$ref": "#/components/responses/Problem415"
     },
     "422": {
      "$ref": "#/components/responses/Problem422"
     },
     "429": {
      "$ref": "#/components/responses/Problem429"
     },
     "503": {
      "$ref": "#/components/responses/Problem503"
     }
    },
    "x-permission": "imports.write",
    "x-error-codes": [
     "bad_request",
     "unauthenticated",
     "forbidden",
     "not_found",
     "conflict",
     "payload_too_large",
     "unsupported_media_type",
     "validation_failed",
     "rate_limited",
     "unavailable"
    ]
   }
  },
  "/api/v1/sites/{siteId}/imports/{importId}/files/{fileName}": {
   "put": {
    "operationId": "setSiteImportFile",
    "tags": [
     "Sites"
    ],
    "summary": "Upload a file of an import",
    "description": "The body is the file itself, CSV or zip, of at most 50 MB. The same name again replaces it. Needs the permission `imports.write` (owner, admin). Takes: session cookie, access token, API key.",
    "security": [
     {
      "session": []
     },
     {
      "accessToken": []
     },
     {
      "apiKey": []
     }
    ],
    "parameters": [
     {
      "name": "siteId",
      "in": "path",
      "required": true,
      "schema": {
       "type": "string",
       "format": "uuid"
      }
     },
     {
      "name": "importId",
      "in": "path",
      "required": true,
      "schema": {
       "type": "string",
       "format": "uuid"
      }
     },
     {
      "name": "fileName",
      "in": "path",
      "required": true,
      "schema": {
       "type": "string",
       "pattern": "^[A-Za-z0-9_-][A-Za-z0-9._ ()-]{0,99}\\.(?:csv|zip)$"
      }
     },
     {
      "$ref": "#/components/parameters/WorkspaceId"
     }
    ],
    "requestBody": {
     "required": true,
     "content": {
      "application/octet-stream": {
       "schema": {
        "type": "string",
        "contentEncoding": "binary"
       }
      }
     }
    },
    "responses": {
     "200": {
      "description": "The answer.",
      "headers": {
       "X-Request-Id": {
        "$ref": "#/components/headers/X-Request-Id"
       },
       "RateLimit-Limit": {
        "$ref": "#/components/headers/RateLimit-Limit"
       },
       "RateLimit-Remaining": {
        "$ref": "#/components/headers/RateLimit-Remaining"
       },
       "RateLimit-Reset": {
        "$ref": "#/components/headers/RateLimit-Reset"
       }
      },
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/SiteImportDto"
        },
        "example": {
         "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
         "siteId": "0195a3f2-6b1c-7d4e-9a8b-88015b806488",
         "source": "plausible",
         "status": "uploading",
         "fileNames": [
          "Some text"
         ],
         "fromDay": "2026-03-14",
         "toDay": "2026-03-14",
         "preview": {
          "totals": {
           "visitors": 12,
           "visits": 12,
           "pageViews": 12,
           "events": 12
          },
          "days": 12,
          "rows": {
           "example": 12
          },
          "overlapDays": [
           "2026-03-14"
          ],
          "overlapDaysTotal": 12,
          "unreadable": {
           "lines": 12,
           "examples": [
            {
             "file": "Some text",
             "line": 12,
             "reason": "Some text"
            }
           ]
          },
          "notes": [
           "Some text"
          ]
         },
         "progress": {
          "done": 12,
          "total": 12
         },
         "skippedDays": 12,
         "lastError": "Some text",
         "createdAt": "2026-03-14T09:26:53.000Z",
         "appliedAt": "2026-03-14T09:26:53.000Z",
         "undoneAt": "2026-03-14T09:26:53.000Z"
        }
       }
      }
     },
     "400": {
      "$ref": "#/components/responses/Problem400"
     },
     "401": {
      "$ref": "#/components/responses/Problem401"
     },
     "403": {
      "$ref": "#/components/responses/Problem403"
     },
     "404": {
      "$ref": "#/components/responses/Problem404"
     },
     "409": {
      "$ref": "#/components/responses/Problem409"
     },
     "413": {
      "$ref": "#/components/responses/Problem413"
     },
     "415": {
      "$ref": "#/components/responses/Problem415"
     },
     "429": {
      "$ref": "#/components/responses/Problem429"
     },
     "503": {
      "$ref": "#/components/responses/Problem503"
     }
    },
    "x-permission": "imports.write",
    "x-error-codes": [
     "bad_request",
     "unauthenticated",
     "forbidden",
     "not_found",
     "conflict",
     "payload_too_large",
     "unsupported_media_type",
     "rate_limited",
     "unavailable"
    ]
   }
  },
  "/api/v1/sites/{siteId}/imports/{importId}/read": {
   "post": {
    "operationId": "readSiteImport",
    "tags": [
     "Sites"
    ],
    "summary": "Read an import's files for the preview",
    "description": "Needs the permission `imports.write` (owner, admin). Takes: session cookie, access token, API key.",
    "security": [
     {
      "session": []
     },
     {
      "accessToken": []
     },
     {
      "apiKey": []
     }
    ],
    "parameters": [
     {
      "name": "siteId",
      "in": "path",
      "required": true,
      "schema": {
       "type": "string",
       "format": "uuid"
      }
     },
     {
      "name": "importId",
      "in": "path",
      "required": true,
      "schema": {
       "type": "string",
       "format": "uuid"
      }
     },
     {
      "$ref": "#/components/parameters/WorkspaceId"
     }
    ],
    "responses": {
     "202": {
      "description": "Accepted; it is done in the background.",
      "headers": {
       "X-Request-Id": {
        "$ref": "#/components/headers/X-Request-Id"
       },
       "RateLimit-Limit": {
        "$ref": "#/components/headers/RateLimit-Limit"
       },
       "RateLimit-Remaining": {
        "$ref": "#/components/headers/RateLimit-Remaining"
       },
       "RateLimit-Reset": {
        "$ref": "#/components/headers/RateLimit-Reset"
       }
      },
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/SiteImportDto"
        },
        "example": {
         "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
         "siteId": "0195a3f2-6b1c-7d4e-9a8b-88015b806488",
         "source": "plausible",
         "status": "uploading",
         "fileNames": [
          "Some text"
         ],
         "fromDay": "2026-03-14",
         "toDay": "2026-03-14",
         "preview": {
          "totals": {
           "visitors": 12,
           "visits": 12,
           "pageViews": 12,
           "events": 12
          },
          "days": 12,
          "rows": {
           "example": 12
          },
          "overlapDays": [
           "2026-03-14"
          ],
          "overlapDaysTotal": 12,
          "unreadable": {
           "lines": 12,
           "examples": [
            {
             "file": "Some text",
             "line": 12,
             "reason": "Some text"
            }
           ]
          },
          "notes": [
           "Some text"
          ]
         },
         "progress": {
          "done": 12,
          "total": 12
         },
         "skippedDays": 12,
         "lastError": "Some text",
         "createdAt": "2026-03-14T09:26:53.000Z",
         "appliedAt": "2026-03-14T09:26:53.000Z",
         "undoneAt": "2026-03-14T09:26:53.000Z"
        }
       }
      }
     },
     "400": {
      "$ref": "#/components/responses/Problem400"
     },
     "401": {
      "$ref": "#/components/responses/Problem401"
     },
     "403": {
      "$ref": "#/components/responses/Problem403"
     },
     "404": {
      "$ref": "#/components/responses/Problem404"
     },
     "409": {
      "$ref": "#/components/responses/Problem409"
     },
     "429": {
      "$ref": "#/components/responses/Problem429"
     },
     "503": {
      "$ref": "#/components/responses/Problem503"
     }
    },
    "x-permission": "imports.write",
    "x-error-codes": [
     "bad_request",
     "unauthenticated",
     "forbidden",
     "not_found",
     "conflict",
     "rate_limited",
     "unavailable"
    ]
   }
  },
  "/api/v1/sites/{siteId}/imports/{importId}/undo": {
   "post": {
    "operationId": "undoSiteImport",
    "tags": [
     "Sites"
    ],
    "summary": "Take an import out of the website's numbers",
    "description": "Needs the permission `imports.write` (owner, admin). Takes: session cookie, access token, API key.",
    "security": [
     {
      "session": []
     },
     {
      "accessToken": []
     },
     {
      "apiKey": []
     }
    ],
    "parameters": [
     {
      "name": "siteId",
      "in": "path",
      "required": true,
      "schema": {
       "type": "string",
       "format": "uuid"
      }
     },
     {
      "name": "importId",
      "in": "path",
      "required": true,
      "schema": {
       "type": "string",
       "format": "uuid"
      }
     },
     {
      "$ref": "#/components/parameters/WorkspaceId"
     }
    ],
    "responses": {
     "202": {
      "description": "Accepted; it is done in the background.",
      "headers": {
       "X-Request-Id": {
        "$ref": "#/components/headers/X-Request-Id"
       },
       "RateLimit-Limit": {
        "$ref": "#/components/headers/RateLimit-Limit"
       },
       "RateLimit-Remaining": {
        "$ref": "#/components/headers/RateLimit-Remaining"
       },
       "RateLimit-Reset": {
        "$ref": "#/components/headers/RateLimit-Reset"
       }
      },
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/SiteImportDto"
        },
        "example": {
         "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
         "siteId": "0195a3f2-6b1c-7d4e-9a8b-88015b806488",
         "source": "plausible",
         "status": "uploading",
         "fileNames": [
          "Some text"
         ],
         "fromDay": "2026-03-14",
         "toDay": "2026-03-14",
         "preview": {
          "totals": {
           "visitors": 12,
           "visits": 12,
           "pageViews": 12,
           "events": 12
          },
          "days": 12,
          "rows": {
           "example": 12
          },
          "overlapDays": [
           "2026-03-14"
          ],
          "overlapDaysTotal": 12,
          "unreadable": {
           "lines": 12,
           "examples": [
            {
             "file": "Some text",
             "line": 12,
             "reason": "Some text"
            }
           ]
          },
          "notes": [
           "Some text"
          ]
         },
         "progress": {
          "done": 12,
          "total": 12
         },
         "skippedDays": 12,
         "lastError": "Some text",
         "createdAt": "2026-03-14T09:26:53.000Z",
         "appliedAt": "2026-03-14T09:26:53.000Z",
         "undoneAt": "2026-03-14T09:26:53.000Z"
        }
       }
      }
     },
     "400": {
      "$ref": "#/components/responses/Problem400"
     },
     "401": {
      "$ref": "#/components/responses/Problem401"
     },
     "403": {
      "$ref": "#/components/responses/Problem403"
     },
     "404": {
      "$ref": "#/components/responses/Problem404"
     },
     "409": {
      "$ref": "#/components/responses/Problem409"
     },
     "429": {
      "$ref": "#/components/responses/Problem429"
     },
     "503": {
      "$ref": "#/components/responses/Problem503"
     }
    },
    "x-permission": "imports.write",
    "x-error-codes": [
     "bad_request",
     "unauthenticated",
     "forbidden",
     "not_found",
     "conflict",
     "rate_limited",
     "unavailable"
    ]
   }
  },
  "/api/v1/sites/{siteId}/live": {
   "get": {
    "operationId": "getSiteLive",
    "tags": [
     "Sites"
    ],
    "summary": "See who is on the website now",
    "description": "Visitors of the last 5 and 30 minutes. Ask again when the topic sites.{siteId}.traffic has news. Needs the permission `reports.read` (owner, admin, editor, viewer). Takes: session cookie, access token, API key.",
    "security": [
     {
      "session": []
     },
     {
      "accessToken": []
     },
     {
      "apiKey": []
     }
    ],
    "parameters": [
     {
      "name": "siteId",
      "in": "path",
      "required": true,
      "schema": {
       "type": "string",
       "format": "uuid"
      }
     },
     {
      "$ref": "#/components/parameters/WorkspaceId"
     }
    ],
    "responses": {
     "200": {
      "description": "The answer.",
      "headers": {
       "X-Request-Id": {
        "$ref": "#/components/headers/X-Request-Id"
       },
       "RateLimit-Limit": {
        "$ref": "#/components/headers/RateLimit-Limit"
       },
       "RateLimit-Remaining": {
        "$ref": "#/components/headers/RateLimit-Remaining"
       },
       "RateLimit-Reset": {
        "$ref": "#/components/headers/RateLimit-Reset"
       }
      },
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/LiveDto"
        },
        "example": {
         "at": "2026-03-14T09:26:53.000Z",
         "visitorsNow": 12,
         "visitorsHalfHour": 12,
         "pageViewsHalfHour": 12,
         "minutes": [
          {
           "at": "2026-03-14T09:26:53.000Z",
           "visitors": 12,
           "pageViews": 12,
           "events": 12
          }
         ],
         "pages": [
          {
           "value": "/pricing",
           "label": "Pricing",
           "visitors": 12
          }
         ],
         "sources": [
          {
           "value": "/pricing",
           "label": "Pricing",
           "visitors": 12
          }
         ],
         "countries": [
          {
           "value": "/pricing",
           "label": "Pricing",
           "visitors": 12
          }
         ],
         "devices": [
          {
           "value": "/pricing",
           "label": "Pricing",
           "visitors": 12
          }
         ],
         "lastEvents": [
          {
           "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
           "at": "2026-03-14T09:26:53.000Z",
           "kind": "page",
           "page": "Some text",
           "event": "Some text",
           "source": "www.google.com",
           "country": "DE",
           "city": "Berlin",
           "device": "desktop",
           "browser": "Firefox"
          }
         ],
         "approximate": true
        }
       }
      }
     },
     "400": {
      "$ref": "#/components/responses/Problem400"
     },
     "401": {
      "$ref": "#/components/responses/Problem401"
     },
     "403": {
      "$ref": "#/components/responses/Problem403"
     },
     "404": {
      "$ref": "#/components/responses/Problem404"
     },
     "429": {
      "$ref": "#/components/responses/Problem429"
     },
     "503": {
      "$ref": "#/components/responses/Problem503"
     }
    },
    "x-permission": "reports.read",
    "x-error-codes": [
     "bad_request",
     "unauthenticated",
     "forbidden",
     "not_found",
     "rate_limited",
     "unavailable"
    ]
   }
  },
  "/api/v1/sites/{siteId}/rebuilds": {
   "get": {
    "operationId": "listSiteRebuilds",
    "tags": [
     "Sites"
    ],
    "summary": "List days that were counted again",
    "description": "Needs the permission `sites.write` (owner, admin). Takes: session cookie, access token, API key.",
    "security": [
     {
      "session": []
     },
     {
      "accessToken": []
     },
     {
      "apiKey": []
     }
    ],
    "parameters": [
     {
      "name": "siteId",
      "in": "path",
      "required": true,
      "schema": {
       "type": "string",
       "format": "uuid"
      }
     },
     {
      "$ref": "#/components/parameters/WorkspaceId"
     }
    ],
    "responses": {
     "200": {
      "description": "The answer.",
      "headers": {
       "X-Request-Id": {
        "$ref": "#/components/headers/X-Request-Id"
       },
       "RateLimit-Limit": {
        "$ref": "#/components/headers/RateLimit-Limit"
       },
       "RateLimit-Remaining": {
        "$ref": "#/components/headers/RateLimit-Remaining"
       },
       "RateLimit-Reset": {
        "$ref": "#/components/headers/RateLimit-Reset"
       }
      },
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/RebuildList"
        },
        "example": {
         "items": [
          {
           "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
           "siteId": "0195a3f2-6b1c-7d4e-9a8b-88015b806488",
           "day": "2026-03-14",
           "status": "queued",
           "visitsDone": 12,
           "createdAt": "2026-03-14T09:26:53.000Z",
           "doneAt": "2026-03-14T09:26:53.000Z",
           "lastError": "Some text"
          }
         ]
        }
       }
      }
     },
     "400": {
      "$ref": "#/components/responses/Problem400"
     },
     "401": {
      "$ref": "#/components/responses/Problem401"
     },
     "403": {
      "$ref": "#/components/responses/Problem403"
     },
     "404": {
      "$ref": "#/components/responses/Problem404"
     },
     "429": {
      "$ref": "#/components/responses/Problem429"
     },
     "503": {
      "$ref": "#/components/responses/Problem503"
     }
    },
    "x-permission": "sites.write",
    "x-error-codes": [
     "bad_request",
     "unauthenticated",
     "forbidden",
     "not_found",
     "rate_limited",
     "unavailable"
    ]
   },
   "post": {
    "operationId": "createSiteRebuild",
    "tags": [
     "Sites"
    ],
    "summary": "Count a day again from its events",
    "description": "Needs the permission `sites.write` (owner, admin). Takes: session cookie, access token, API key.",
    "security": [
     {
      "session": []
     },
     {
      "accessToken": []
     },
     {
      "apiKey": []
     }
    ],
    "parameters": [
     {
      "name": "siteId",
      "in": "path",
      "required": true,
      "schema": {
       "type": "string",
       "format": "uuid"
      }
     },
     {
      "$ref": "#/components/parameters/WorkspaceId"
     },
     {
      "$ref": "#/components/parameters/IdempotencyKey"
     }
    ],
    "requestBody": {
     "required": true,
     "content": {
      "application/json": {
       "schema": {
        "$ref": "#/components/schemas/RequestRebuildInput"
       },
       "example": {
        "day": "2026-03-14"
       }
      }
     }
    },
    "responses": {
     "201": {
      "description": "Made.",
      "headers": {
       "X-Request-Id": {
        "$ref": "#/components/headers/X-Request-Id"
       },
       "RateLimit-Limit": {
        "$ref": "#/components/headers/RateLimit-Limit"
       },
       "RateLimit-Remaining": {
        "$ref": "#/components/headers/RateLimit-Remaining"
       },
       "RateLimit-Reset": {
        "$ref": "#/components/headers/RateLimit-Reset"
       },
       "Idempotency-Replayed": {
        "$ref": "#/components/headers/Idempotency-Replayed"
       }
      },
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/RebuildDto"
        },
        "example": {
         "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
         "siteId": "0195a3f2-6b1c-7d4e-9a8b-88015b806488",
         "day": "2026-03-14",
         "status": "queued",
         "visitsDone": 12,
         "createdAt": "2026-03-14T09:26:53.000Z",
         "doneAt": "2026-03-14T09:26:53.000Z",
         "lastError": "Some text"
        }
       }
      }
     },
     "400": {
      "$ref": "#/components/responses/Problem400"
     },
     "401": {
      "$ref": "#/components/responses/Problem401"
     },
     "403": {
      "$ref": "#/components/responses/Problem403"
     },
     "404": {
      "$ref": "#/components/responses/Problem404"
     },
     "409": {
      "$ref": "#/components/responses/Problem409"
     },
     "413": {
      "$ref": "#/components/responses/Problem413"
     },
     "415": {
      "$ref": "#/components/responses/Problem415"
     },
     "422": {
      "$ref": "#/components/responses/Problem422"
     },
     "429": {
      "$ref": "#/components/responses/Problem429"
     },
     "503": {
      "$ref": "#/components/responses/Problem503"
     }
    },
    "x-permission": "sites.write",
    "x-error-codes": [
     "bad_request",
     "unauthenticated",
     "forbidden",
     "not_found",
     "conflict",
     "payload_too_large",
     "unsupported_media_type",
     "validation_failed",
     "rate_limited",
     "unavailable"
    ]
   }
  },
  "/api/v1/sites/{siteId}/self-test": {
   "get": {
    "operationId": "getSiteSelfTest",
    "tags": [
     "Sites"
    ],
    "summary": "Explain how the collector sees this very browser",
    "description": "Applies the collector's rules to the request itself: browser, place, proxy, and why its events would be left out. The address is told to the caller only and is not stored. Needs the permission `sites.read` (owner, admin, editor, viewer). Takes: session cookie, access token, API key.",
    "security": [
     {
      "session": []
     },
     {
      "accessToken": []
     },
     {
      "apiKey": []
     }
    ],
    "parameters": [
     {
      "name": "siteId",
      "in": "path",
      "required": true,
      "schema": {
       "type": "string",
       "format": "uuid"
      }
     },
     {
      "name": "page",
      "in": "query",
      "required": false,
      "schema": {
       "type": "string",
       "maxLength": 2000,
       "format": "uri"
      }
     },
     {
      "$ref": "#/components/parameters/WorkspaceId"
     }
    ],
    "responses": {
     "200": {
      "description": "The answer.",
      "headers": {
       "X-Request-Id": {
        "$ref": "#/components/headers/X-Request-Id"
       },
       "RateLimit-Limit": {
        "$ref": "#/components/headers/RateLimit-Limit"
       },
       "RateLimit-Remaining": {
        "$ref": "#/components/headers/RateLimit-Remaining"
       },
       "RateLimit-Reset": {
        "$ref": "#/components/headers/RateLimit-Reset"
       }
      },
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/SelfTestDto"
        },
        "example": {
         "summary": "Some text",
         "browser": "Firefox",
         "os": "Linux",
         "device": "desktop",
         "country": "DE",
         "region": "Some text",
         "city": "Berlin",
         "address": "Some text",
         "proxy": "Some text",
         "page": "Some text",
         "isCounted": true,
         "reasons": [
          {
           "reason": "bot",
           "explanation": "The event came from a program that says it is one."
          }
         ],
         "lastEvent": {
          "at": "2026-03-14T09:26:53.000Z",
          "path": "/pricing"
         }
        }
       }
      }
     },
     "400": {
      "$ref": "#/components/responses/Problem400"
     },
     "401": {
      "$ref": "#/components/responses/Problem401"
     },
     "403": {
      "$ref": "#/components/responses/Problem403"
     },
     "404": {
      "$ref": "#/components/responses/Problem404"
     },
     "422": {
      "$ref": "#/components/responses/Problem422"
     },
     "429": {
      "$ref": "#/components/responses/Problem429"
     },
     "503": {
      "$ref": "#/components/responses/Problem503"
     }
    },
    "x-permission": "sites.read",
    "x-error-codes": [
     "bad_request",
     "unauthenticated",
     "forbidden",
     "not_found",
     "validation_failed",
     "rate_limited",
     "unavailable"
    ]
   }
  },
  "/api/v1/sites/{siteId}/share-links": {
   "get": {
    "operationId": "listSiteShareLinks",
    "tags": [
     "Sites"
    ],
    "summary": "List links that show a website's reports",
    "description": "Needs the permission `sharing.read` (owner, admin). Takes: session cookie, access token, API key.",
    "security": [
     {
      "session": []
     },
     {
      "accessToken": []
     },
     {
      "apiKey": []
     }
    ],
    "parameters": [
     {
      "name": "siteId",
      "in": "path",
      "required": true,
      "schema": {
       "type": "string",
       "format": "uuid"
      }
     },
     {
      "name": "cursor",
      "in": "query",
      "required": false,
      "description": "Where to go on: `nextCursor` of the page before.",
      "schema": {
       "type": "string",
       "format": "uuid"
      }
     },
     {
      "name": "limit",
      "in": "query",
      "required": false,
      "description": "How many a page.",
      "schema": {
       "default": 25,
       "type": "integer",
       "minimum": 1,
       "maximum": 100
      }
     },
     {
      "$ref": "#/components/parameters/WorkspaceId"
     }
    ],
    "responses": {
     "200": {
      "description": "The answer.",
      "headers": {
       "X-Request-Id": {
        "$ref": "#/components/headers/X-Request-Id"
       },
       "RateLimit-Limit": {
        "$ref": "#/components/headers/RateLimit-Limit"
       },
       "RateLimit-Remaining": {
        "$ref": "#/components/headers/RateLimit-Remaining"
       },
       "RateLimit-Reset": {
        "$ref": "#/components/headers/RateLimit-Reset"
       }
      },
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ShareLinkList"
        },
        "example": {
         "items": [
          {
           "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
           "siteId": "0195a3f2-6b1c-7d4e-9a8b-88015b806488",
           "name": "Main website",
           "url": "https://app.example.com/files/export.zip",
           "hasPassword": true,
           "state": "active",
           "expiresAt": "2026-03-14T09:26:53.000Z",
           "revokedAt": "2026-03-14T09:26:53.000Z",
           "createdAt": "2026-03-14T09:26:53.000Z",
           "lastViewedAt": "2026-03-14T09:26:53.000Z",
           "viewCount": 12
          }
         ],
         "nextCursor": null
        }
       }
      }
     },
     "400": {
      "$ref": "#/components/responses/Problem400"
     },
     "401": {
      "$ref": "#/components/responses/Problem401"
     },
     "403": {
      "$ref": "#/components/responses/Problem403"
     },
     "404": {
      "$ref": "#/components/responses/Problem404"
     },
     "422": {
      "$ref": "#/components/responses/Problem422"
     },
     "429": {
      "$ref": "#/components/responses/Problem429"
     },
     "503": {
      "$ref": "#/components/responses/Problem503"
     }
    },
    "x-permission": "sharing.read",
    "x-error-codes": [
     "bad_request",
     "unauthenticated",
     "forbidden",
     "not_found",
     "validation_failed",
     "rate_limited",
     "unavailable"
    ]
   },
   "post": {
    "operationId": "createSiteShareLink",
    "tags": [
     "Sites"
    ],
    "summary": "Make a link that shows a website's reports",
    "description": "Needs the permission `sharing.write` (owner, admin). Takes: session cookie, access token.",
    "security": [
     {
      "session": []
     },
     {
      "accessToken": []
     }
    ],
    "parameters": [
     {
      "name": "siteId",
      "in": "path",
      "required": true,
      "schema": {
       "type": "string",
       "format": "uuid"
      }
     },
     {
      "$ref": "#/components/parameters/WorkspaceId"
     },
     {
      "$ref": "#/components/parameters/IdempotencyKey"
     }
    ],
    "requestBody": {
     "required": true,
     "content": {
      "application/json": {
       "schema": {
        "$ref": "#/components/schemas/CreateShareLinkInput"
       },
       "example": {
        "name": "Main website",
        "password": "correct horse battery staple",
        "expiresAt": "2026-03-14T09:26:53.000Z"
       }
      }
     }
    },
    "responses": {
     "201": {
      "description": "Made.",
      "headers": {
       "X-Request-Id": {
        "$ref": "#/components/headers/X-Request-Id"
       },
       "RateLimit-Limit": {
        "$ref": "#/components/headers/RateLimit-Limit"
       },
       "RateLimit-Remaining": {
        "$ref": "#/components/headers/RateLimit-Remaining"
       },
       "RateLimit-Reset": {
        "$ref": "#/components/headers/RateLimit-Reset"
       },
       "Idempotency-Replayed": {
        "$ref": "#/components/headers/Idempotency-Replayed"
       }
      },
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ShareLinkDto"
        },
        "example": {
         "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
         "siteId": "0195a3f2-6b1c-7d4e-9a8b-88015b806488",
         "name": "Main website",
         "url": "https://app.example.com/files/export.zip",
         "hasPassword": true,
         "state": "active",
         "expiresAt": "2026-03-14T09:26:53.000Z",
         "revokedAt": "2026-03-14T09:26:53.000Z",
         "createdAt": "2026-03-14T09:26:53.000Z",
         "lastViewedAt": "2026-03-14T09:26:53.000Z",
         "viewCount": 12
        }
       }
      }
     },
     "400": {
      "$ref": "#/components/responses/Problem400"
     },
     "401": {
      "$ref": "#/components/responses/Problem401"
     },
     "403": {
      "$ref": "#/components/responses/Problem403"
     },
     "404": {
      "$ref": "#/components/responses/Problem404"
     },
     "409": {
      "$ref": "#/components/responses/Problem409"
     },
     "413": {
      "$ref": "#/components/responses/Problem413"
     },
     "415": {
      "$ref": "#/components/responses/Problem415"
     },
     "422": {
      "$ref": "#/components/responses/Problem422"
     },
     "429": {
      "$ref": "#/components/responses/Problem429"
     },
     "503": {
      "$ref": "#/components/responses/Problem503"
     }
    },
    "x-permission": "sharing.write",
    "x-error-codes": [
     "bad_request",
     "unauthenticated",
     "forbidden",
     "not_found",
     "conflict",
     "payload_too_large",
     "unsupported_media_type",
     "validation_failed",
     "rate_limited",
     "unavailable"
    ]
   }
  },
  "/api/v1/sites/{siteId}/share-links/{linkId}": {
   "delete": {
    "operationId": "deleteSiteShareLink",
    "tags": [
     "Sites"
    ],
    "summary": "Revoke a link",
    "description": "It is closed at once and for good; it stays in the list. Needs the permission `sharing.write` (owner, admin). Takes: session cookie, access token.",
    "security": [
     {
      "session": []
     },
     {
      "accessToken": []
     }
    ],
    "parameters": [
     {
      "name": "siteId",
      "in": "path",
      "required": true,
      "schema": {
       "type": "string",
       "format": "uuid"
      }
     },
     {
      "name": "linkId",
      "in": "path",
      "required": true,
      "schema": {
       "type": "string",
       "format": "uuid"
      }
     },
     {
      "$ref": "#/components/parameters/WorkspaceId"
     }
    ],
    "responses": {
     "200": {
      "description": "The answer.",
      "headers": {
       "X-Request-Id": {
        "$ref": "#/components/headers/X-Request-Id"
       },
       "RateLimit-Limit": {
        "$ref": "#/components/headers/RateLimit-Limit"
       },
       "RateLimit-Remaining": {
        "$ref": "#/components/headers/RateLimit-Remaining"
       },
       "RateLimit-Reset": {
        "$ref": "#/components/headers/RateLimit-Reset"
       }
      },
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ShareLinkDto"
        },
        "example": {
         "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
         "siteId": "0195a3f2-6b1c-7d4e-9a8b-88015b806488",
         "name": "Main website",
         "url": "https://app.example.com/files/export.zip",
         "hasPassword": true,
         "state": "active",
         "expiresAt": "2026-03-14T09:26:53.000Z",
         "revokedAt": "2026-03-14T09:26:53.000Z",
         "createdAt": "2026-03-14T09:26:53.000Z",
         "lastViewedAt": "2026-03-14T09:26:53.000Z",
         "viewCount": 12
        }
       }
      }
     },
     "400": {
      "$ref": "#/components/responses/Problem400"
     },
     "401": {
      "$ref": "#/components/responses/Problem401"
     },
     "403": {
      "$ref": "#/components/responses/Problem403"
     },
     "404": {
      "$ref": "#/components/responses/Problem404"
     },
     "409": {
      "$ref": "#/components/responses/Problem409"
     },
     "429": {
      "$ref": "#/components/responses/Problem429"
     },
     "503": {
      "$ref": "#/components/responses/Problem503"
     }
    },
    "x-permission": "sharing.write",
    "x-error-codes": [
     "bad_request",
     "unauthenticated",
     "forbidden",
     "not_found",
     "conflict",
     "rate_limited",
     "unavailable"
    ]
   }
  },
  "/api/v1/sites/{siteId}/views": {
   "get": {
    "operationId": "listSiteViews",
    "tags": [
     "Sites"
    ],
    "summary": "List saved views",
    "description": "Needs the permission `reports.read` (owner, admin, editor, viewer). Takes: session cookie, access token, API key.",
    "security": [
     {
      "session": []
     },
     {
      "accessToken": []
     },
     {
      "apiKey": []
     }
    ],
    "parameters": [
     {
      "name": "siteId",
      "in": "path",
      "required": true,
      "schema": {
       "type": "string",
       "format": "uuid"
      }
     },
     {
      "$ref": "#/components/parameters/WorkspaceId"
     }
    ],
    "responses": {
     "200": {
      "description": "The answer.",
      "headers": {
       "X-Request-Id": {
        "$ref": "#/components/headers/X-Request-Id"
       },
       "RateLimit-Limit": {
        "$ref": "#/components/headers/RateLimit-Limit"
       },
       "RateLimit-Remaining": {
        "$ref": "#/components/headers/RateLimit-Remaining"
       },
       "RateLimit-Reset": {
        "$ref": "#/components/headers/RateLimit-Reset"
       }
      },
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/SavedViewList"
        },
        "example": {
         "items": [
          {
           "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
           "siteId": "0195a3f2-6b1c-7d4e-9a8b-88015b806488",
           "name": "Main website",
           "query": {
            "range": "Some text",
            "compare": "Some text",
            "interval": "hour",
            "filters": [
             {
              "dimension": "page",
              "op": "is",
              "values": [
               "Some text"
              ]
             }
            ],
            "tabs": {
             "example": "page"
            }
           },
           "createdByUserId": "0195a3f2-6b1c-7d4e-9a8b-f3656abba472",
           "createdAt": "2026-03-14T09:26:53.000Z"
          }
         ]
        }
       }
      }
     },
     "400": {
      "$ref": "#/components/responses/Problem400"
     },
     "401": {
      "$ref": "#/components/responses/Problem401"
     },
     "403": {
      "$ref": "#/components/responses/Problem403"
     },
     "404": {
      "$ref": "#/components/responses/Problem404"
     },
     "429": {
      "$ref": "#/components/responses/Problem429"
     },
     "503": {
      "$ref": "#/components/responses/Problem503"
     }
    },
    "x-permission": "reports.read",
    "x-error-codes": [
     "bad_request",
     "unauthenticated",
     "forbidden",
     "not_found",
     "rate_limited",
     "unavailable"
    ]
   },
   "post": {
    "operationId": "createSiteView",
    "tags": [
     "Sites"
    ],
    "summary": "Add a saved view",
    "description": "Needs the permission `analytics.write` (owner, admin, editor). Takes: session cookie, access token, API key.",
    "security": [
     {
      "session": []
     },
     {
      "accessToken": []
     },
     {
      "apiKey": []
     }
    ],
    "parameters": [
     {
      "name": "siteId",
      "in": "path",
      "required": true,
      "schema": {
       "type": "string",
       "format": "uuid"
      }
     },
     {
      "$ref": "#/components/parameters/WorkspaceId"
     },
     {
      "$ref": "#/components/parameters/IdempotencyKey"
     }
    ],
    "requestBody": {
     "required": true,
     "content": {
      "application/json": {
       "schema": {
        "$ref": "#/components/schemas/CreateSavedViewInput"
       },
       "example": {
        "name": "Main website",
        "query": {
         "range": "Some text",
         "compare": "Some text",
         "interval": "hour",
         "filters": [
          {
           "dimension": "page",
           "op": "is",
           "values": [
            "Some text"
           ]
          }
         ],
         "tabs": {
          "example": "page"
         }
        }
       }
      }
     }
    },
    "responses": {
     "201": {
      "description": "Made.",
      "headers": {
       "X-Request-Id": {
        "$ref": "#/components/headers/X-Request-Id"
       },
       "RateLimit-Limit": {
        "$ref": "#/components/headers/RateLimit-Limit"
       },
       "RateLimit-Remaining": {
        "$ref": "#/components/headers/RateLimit-Remaining"
       },
       "RateLimit-Reset": {
        "$ref": "#/components/headers/RateLimit-Reset"
       },
       "Idempotency-Replayed": {
        "$ref": "#/components/headers/Idempotency-Replayed"
       }
      },
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/SavedViewDto"
        },
        "example": {
         "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
         "siteId": "0195a3f2-6b1c-7d4e-9a8b-88015b806488",
         "name": "Main website",
         "query": {
          "range": "Some text",
          "compare": "Some text",
          "interval": "hour",
          "filters": [
           {
            "dimension": "page",
            "op": "is",
            "values": [
             "Some text"
            ]
           }
          ],
          "tabs": {
           "example": "page"
          }
         },
         "createdByUserId": "0195a3f2-6b1c-7d4e-9a8b-f3656abba472",
         "createdAt": "2026-03-14T09:26:53.000Z"
        }
       }
      }
     },
     "400": {
      "$ref": "#/components/responses/Problem400"
     },
     "401": {
      "$ref": "#/components/responses/Problem401"
     },
     "403": {
      "$ref": "#/components/responses/Problem403"
     },
     "404": {
      "$ref": "#/components/responses/Problem404"
     },
     "409": {
      "$ref": "#/components/responses/Problem409"
     },
     "413": {
      "$ref": "#/components/responses/Problem413"
     },
     "415": {
      "$ref": "#/components/responses/Problem415"
     },
     "422": {
      "$ref": "#/components/responses/Problem422"
     },
     "429": {
      "$ref": "#/components/responses/Problem429"
     },
     "503": {
      "$ref": "#/components/responses/Problem503"
     }
    },
    "x-permission": "analytics.write",
    "x-error-codes": [
     "bad_request",
     "unauthenticated",
     "forbidden",
     "not_found",
     "conflict",
     "payload_too_large",
     "unsupported_media_type",
     "validation_failed",
     "rate_limited",
     "unavailable"
    ]
   }
  },
  "/api/v1/sites/{siteId}/views/{viewId}": {
   "patch": {
    "operationId": "updateSiteView",
    "tags": [
     "Sites"
    ],
    "summary": "Change a saved view",
    "description": "Needs the permission `analytics.write` (owner, admin, editor). Takes: session cookie, access token, API key.",
    "security": [
     {
      "session": []
     },
     {
      "accessToken": []
     },
     {
      "apiKey": []
     }
    ],
    "parameters": [
     {
      "name": "siteId",
      "in": "path",
      "required": true,
      "schema": {
       "type": "string",
       "format": "uuid"
      }
     },
     {
      "name": "viewId",
      "in": "path",
      "required": true,
      "schema": {
       "type": "string",
       "format": "uuid"
      }
     },
     {
      "$ref": "#/components/parameters/WorkspaceId"
     }
    ],
    "requestBody": {
     "required": true,
     "content": {
      "application/json": {
       "schema": {
        "$ref": "#/components/schemas/UpdateSavedViewInput"
       },
       "example": {
        "name": "Main website",
        "query": {
         "range": "Some text",
         "compare": "Some text",
         "interval": "hour",
         "filters": [
          {
           "dimension": "page",
           "op": "is",
           "values": [
            "Some text"
           ]
          }
         ],
         "tabs": {
          "example": "page"
         }
        }
       }
      }
     }
    },
    "responses": {
     "200": {
      "description": "The answer.",
      "headers": {
       "X-Request-Id": {
        "$ref": "#/components/headers/X-Request-Id"
       },
       "RateLimit-Limit": {
        "$ref": "#/components/headers/RateLimit-Limit"
       },
       "RateLimit-Remaining": {
        "$ref": "#/components/headers/RateLimit-Remaining"
       },
       "RateLimit-Reset": {
        "$ref": "#/components/headers/RateLimit-Reset"
       }
      },
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/SavedViewDto"
        },
        "example": {
         "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
         "siteId": "0195a3f2-6b1c-7d4e-9a8b-88015b806488",
         "name": "Main website",
         "query": {
          "range": "Some text",
          "compare": "Some text",
          "interval": "hour",
          "filters": [
           {
            "dimension": "page",
            "op": "is",
            "values": [
             "Some text"
            ]
           }
          ],
          "tabs": {
           "example": "page"
          }
         },
         "createdByUserId": "0195a3f2-6b1c-7d4e-9a8b-f3656abba472",
         "createdAt": "2026-03-14T09:26:53.000Z"
        }
       }
      }
     },
     "400": {
      "$ref": "#/components/responses/Problem400"
     },
     "401": {
      "$ref": "#/components/responses/Problem401"
     },
     "403": {
      "$ref": "#/components/responses/Problem403"
     },
     "404": {
      "$ref": "#/components/responses/Problem404"
     },
     "409": {
      "$ref": "#/components/responses/Problem409"
     },
     "413": {
      "$ref": "#/components/responses/Problem413"
     },
     "415": {
      "$ref": "#/components/responses/Problem415"
     },
     "422": {
      "$ref": "#/components/responses/Problem422"
     },
     "429": {
      "$ref": "#/components/responses/Problem429"
     },
     "503": {
      "$ref": "#/components/responses/Problem503"
     }
    },
    "x-permission": "analytics.write",
    "x-error-codes": [
     "bad_request",
     "unauthenticated",
     "forbidden",
     "not_found",
     "conflict",
     "payload_too_large",
     "unsupported_media_type",
     "validation_failed",
     "rate_limited",
     "unavailable"
    ]
   },
   "delete": {
    "operationId": "deleteSiteView",
    "tags": [
     "Sites"
    ],
    "summary": "Remove a saved view",
    "description": "Needs the permission `analytics.write` (owner, admin, editor). Takes: session cookie, access token, API key.",
    "security": [
     {
      "session": []
     },
     {
      "accessToken": []
     },
     {
      "apiKey": []
     }
    ],
    "parameters": [
     {
      "name": "siteId",
      "in": "path",
      "required": true,
      "schema": {
       "type": "string",
       "format": "uuid"
      }
     },
     {
      "name": "viewId",
      "in": "path",
      "required": true,
      "schema": {
       "type": "string",
       "format": "uuid"
      }
     },
     {
      "$ref": "#/components/parameters/WorkspaceId"
     }
    ],
    "responses": {
     "204": {
      "description": "Done; there is nothing to say.",
      "headers": {
       "X-Request-Id": {
        "$ref": "#/components/headers/X-Request-Id"
       },
       "RateLimit-Limit": {
        "$ref": "#/components/headers/RateLimit-Limit"
       },
       "RateLimit-Remaining": {
        "$ref": "#/components/headers/RateLimit-Remaining"
       },
       "RateLimit-Reset": {
        "$ref": "#/components/headers/RateLimit-Reset"
       }
      }
     },
     "400": {
      "$ref": "#/components/responses/Problem400"
     },
     "401": {
      "$ref": "#/components/responses/Problem401"
     },
     "403": {
      "$ref": "#/components/responses/Problem403"
     },
     "404": {
      "$ref": "#/components/responses/Problem404"
     },
     "409": {
      "$ref": "#/components/responses/Problem409"
     },
     "429": {
      "$ref": "#/components/responses/Problem429"
     },
     "503": {
      "$ref": "#/components/responses/Problem503"
     }
    },
    "x-permission": "analytics.write",
    "x-error-codes": [
     "bad_request",
     "unauthenticated",
     "forbidden",
     "not_found",
     "conflict",
     "rate_limited",
     "unavailable"
    ]
   }
  },
  "/api/v1/tenants": {
   "get": {
    "operationId": "listTenants",
    "tags": [
     "Workspaces"
    ],
    "summary": "List my workspaces",
    "description": "Takes: session cookie, access token.",
    "security": [
     {
      "session": []
     },
     {
      "accessToken": []
     }
    ],
    "responses": {
     "200": {
      "description": "The answer.",
      "headers": {
       "X-Request-Id": {
        "$ref": "#/components/headers/X-Request-Id"
       },
       "RateLimit-Limit": {
        "$ref": "#/components/headers/RateLimit-Limit"
       },
       "RateLimit-Remaining": {
        "$ref": "#/components/headers/RateLimit-Remaining"
       },
       "RateLimit-Reset": {
        "$ref": "#/components/headers/RateLimit-Reset"
       }
      },
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/TenantList"
        },
        "example": {
         "items": [
          {
           "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
           "name": "Main website",
           "timeZone": "Europe/Berlin",
           "domain": "www.example.com",
           "role": "owner",
           "isDefault": true,
           "createdAt": "2026-03-14T09:26:53.000Z",
           "closing": {
            "requestedAt": "2026-03-14T09:26:53.000Z",
            "purgeAfterAt": "2026-03-14T09:26:53.000Z",
            "requestedBy": {
             "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
             "name": "Main website"
            }
           }
          }
         ],
         "nextCursor": null
        }
       }
      }
     },
     "401": {
      "$ref": "#/components/responses/Problem401"
     },
     "403": {
      "$ref": "#/components/responses/Problem403"
     },
     "429": {
      "$ref": "#/components/responses/Problem429"
     },
     "503": {
      "$ref": "#/components/responses/Problem503"
     }
    },
    "x-error-codes": [
     "unauthenticated",
     "forbidden",
     "rate_limited",
     "unavailable"
    ]
   },
   "post": {
    "operationId": "createTenant",
    "tags": [
     "Workspaces"
    ],
    "summary": "Make a workspace",
    "description": "Whoever asks becomes its owner. Their own e-mail address must be confirmed. Takes: session cookie, access token.",
    "security": [
     {
      "session": []
     },
     {
      "accessToken": []
     }
    ],
    "requestBody": {
     "required": true,
     "content": {
      "application/json": {
       "schema": {
        "$ref": "#/components/schemas/CreateTenantInput"
       },
       "example": {
        "name": "Main website",
        "timeZone": "Europe/Berlin"
       }
      }
     }
    },
    "responses": {
     "201": {
      "description": "Made.",
      "headers": {
       "X-Request-Id": {
        "$ref": "#/components/headers/X-Request-Id"
       },
       "RateLimit-Limit": {
        "$ref": "#/components/headers/RateLimit-Limit"
       },
       "RateLimit-Remaining": {
        "$ref": "#/components/headers/RateLimit-Remaining"
       },
       "RateLimit-Reset": {
        "$ref": "#/components/headers/RateLimit-Reset"
       }
      },
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/TenantDto"
        },
        "example": {
         "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
         "name": "Main website",
         "timeZone": "Europe/Berlin",
         "domain": "www.example.com",
         "role": "owner",
         "isDefault": true,
         "createdAt": "2026-03-14T09:26:53.000Z",
         "closing": {
          "requestedAt": "2026-03-14T09:26:53.000Z",
          "purgeAfterAt": "2026-03-14T09:26:53.000Z",
          "requestedBy": {
           "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
           "name": "Main website"
          }
         }
        }
       }
      }
     },
     "400": {
      "$ref": "#/components/responses/Problem400"
     },
     "401": {
      "$ref": "#/components/responses/Problem401"
     },
     "403": {
      "$ref": "#/components/responses/Problem403"
     },
     "409": {
      "$ref": "#/components/responses/Problem409"
     },
     "413": {
      "$ref": "#/components/responses/Problem413"
     },
     "415": {
      "$ref": "#/components/responses/Problem415"
     },
     "422": {
      "$ref": "#/components/responses/Problem422"
     },
     "429": {
      "$ref": "#/components/responses/Problem429"
     },
     "503": {
      "$ref": "#/components/responses/Problem503"
     }
    },
    "x-error-codes": [
     "bad_request",
     "unauthenticated",
     "forbidden",
     "conflict",
     "payload_too_large",
     "unsupported_media_type",
     "validation_failed",
     "rate_limited",
     "unavailable"
    ]
   }
  },
  "/api/v1/tenants/{tenantId}": {
   "get": {
    "operationId": "getTenant",
    "tags": [
     "Workspaces"
    ],
    "summary": "Read the workspace",
    "description": "Needs the permission `workspace.read` (owner, admin, editor, viewer). Takes: session cookie, access token, API key.",
    "security": [
     {
      "session": []
     },
     {
      "accessToken": []
     },
     {
      "apiKey": []
     }
    ],
    "parameters": [
     {
      "name": "tenantId",
      "in": "path",
      "required": true,
      "schema": {
       "type": "string",
       "format": "uuid"
      }
     },
     {
      "$ref": "#/components/parameters/WorkspaceId"
     }
    ],
    "responses": {
     "200": {
      "description": "The answer.",
      "headers": {
       "X-Request-Id": {
        "$ref": "#/components/headers/X-Request-Id"
       },
       "RateLimit-Limit": {
        "$ref": "#/components/headers/RateLimit-Limit"
       },
       "RateLimit-Remaining": {
        "$ref": "#/components/headers/RateLimit-Remaining"
       },
       "RateLimit-Reset": {
        "$ref": "#/components/headers/RateLimit-Reset"
       }
      },
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/TenantDto"
        },
        "example": {
         "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
         "name": "Main website",
         "timeZone": "Europe/Berlin",
         "domain": "www.example.com",
         "role": "owner",
         "isDefault": true,
         "createdAt": "2026-03-14T09:26:53.000Z",
         "closing": {
          "requestedAt": "2026-03-14T09:26:53.000Z",
          "purgeAfterAt": "2026-03-14T09:26:53.000Z",
          "requestedBy": {
           "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
           "name": "Main website"
          }
         }
        }
       }
      }
     },
     "400": {
      "$ref": "#/components/responses/Problem400"
     },
     "401": {
      "$ref": "#/components/responses/Problem401"
     },
     "403": {
      "$ref": "#/components/responses/Problem403"
     },
     "404": {
      "$ref": "#/components/responses/Problem404"
     },
     "429": {
      "$ref": "#/components/responses/Problem429"
     },
     "503": {
      "$ref": "#/components/responses/Problem503"
     }
    },
    "x-permission": "workspace.read",
    "x-error-codes": [
     "bad_request",
     "unauthenticated",
     "forbidden",
     "not_found",
     "rate_limited",
     "unavailable"
    ]
   },
   "patch": {
    "operationId": "updateTenant",
    "tags": [
     "Workspaces"
    ],
    "summary": "Rename the workspace or change its time zone",
    "description": "Needs the permission `workspace.write` (owner, admin). Takes: session cookie, access token, API key.",
    "security": [
     {
      "session": []
     },
     {
      "accessToken": []
     },
     {
      "apiKey": []
     }
    ],
    "parameters": [
     {
      "name": "tenantId",
      "in": "path",
      "required": true,
      "schema": {
       "type": "string",
       "format": "uuid"
      }
     },
     {
      "$ref": "#/components/parameters/WorkspaceId"
     }
    ],
    "requestBody": {
     "required": true,
     "content": {
      "application/json": {
       "schema": {
        "$ref": "#/components/schemas/UpdateTenantInput"
       },
       "example": {
        "name": "Main website",
        "timeZone": "Europe/Berlin",
        "isDefault": true
       }
      }
     }
    },
    "responses": {
     "200": {
      "description": "The answer.",
      "headers": {
       "X-Request-Id": {
        "$ref": "#/components/headers/X-Request-Id"
       },
       "RateLimit-Limit": {
        "$ref": "#/components/headers/RateLimit-Limit"
       },
       "RateLimit-Remaining": {
        "$ref": "#/components/headers/RateLimit-Remaining"
       },
       "RateLimit-Reset": {
        "$ref": "#/components/headers/RateLimit-Reset"
       }
      },
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/TenantDto"
        },
        "example": {
         "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
         "name": "Main website",
         "timeZone": "Europe/Berlin",
         "domain": "www.example.com",
         "role": "owner",
         "isDefault": true,
         "createdAt": "2026-03-14T09:26:53.000Z",
         "closing": {
          "requestedAt": "2026-03-14T09:26:53.000Z",
          "purgeAfterAt": "2026-03-14T09:26:53.000Z",
          "requestedBy": {
           "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
           "name": "Main website"
          }
         }
        }
       }
      }
     },
     "400": {
      "$ref": "#/components/responses/Problem400"
     },
     "401": {
      "$ref": "#/components/responses/Problem401"
     },
     "403": {
      "$ref": "#/components/responses/Problem403"
     },
     "404": {
      "$ref": "#/components/responses/Problem404"
     },
     "409": {
      "$ref": "#/components/responses/Problem409"
     },
     "413": {
      "$ref": "#/components/responses/Problem413"
     },
     "415": {
      "$ref": "#/components/responses/Problem415"
     },
     "422": {
      "$ref": "#/components/responses/Problem422"
     },
     "429": {
      "$ref": "#/components/responses/Problem429"
     },
     "503": {
      "$ref": "#/components/responses/Problem503"
     }
    },
    "x-permission": "workspace.write",
    "x-error-codes": [
     "bad_request",
     "unauthenticated",
     "forbidden",
     "not_found",
     "conflict",
     "payload_too_large",
     "unsupported_media_type",
     "validation_failed",
     "rate_limited",
     "unavailable"
    ]
   },
   "delete": {
    "operationId": "deleteTenant",
    "tags": [
     "Workspaces"
    ],
    "summary": "Plan the deletion of the workspace",
    "description": "The workspace closes at once and is purged when its grace is over (closing.purgeAfterAt). Until then an owner can restore it. Needs the permission `workspace.delete` (owner). Takes: session cookie, access token.",
    "security": [
     {
      "session": []
     },
     {
      "accessToken": []
     }
    ],
    "parameters": [
     {
      "name": "tenantId",
      "in": "path",
      "required": true,
      "schema": {
       "type": "string",
       "format": "uuid"
      }
     },
     {
      "$ref": "#/components/parameters/WorkspaceId"
     }
    ],
    "requestBody": {
     "required": true,
     "content": {
      "application/json": {
       "schema": {
        "$ref": "#/components/schemas/DeleteTenantInput"
       },
       "example": {
        "confirmName": "Some text"
       }
      }
     }
    },
    "responses": {
     "200": {
      "description": "The answer.",
      "headers": {
       "X-Request-Id": {
        "$ref": "#/components/headers/X-Request-Id"
       },
       "RateLimit-Limit": {
        "$ref": "#/components/headers/RateLimit-Limit"
       },
       "RateLimit-Remaining": {
        "$ref": "#/components/headers/RateLimit-Remaining"
       },
       "RateLimit-Reset": {
        "$ref": "#/components/headers/RateLimit-Reset"
       }
      },
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/TenantDto"
        },
        "example": {
         "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
         "name": "Main website",
         "timeZone": "Europe/Berlin",
         "domain": "www.example.com",
         "role": "owner",
         "isDefault": true,
         "createdAt": "2026-03-14T09:26:53.000Z",
         "closing": {
          "requestedAt": "2026-03-14T09:26:53.000Z",
          "purgeAfterAt": "2026-03-14T09:26:53.000Z",
          "requestedBy": {
           "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
           "name": "Main website"
          }
         }
        }
       }
      }
     },
     "400": {
      "$ref": "#/components/responses/Problem400"
     },
     "401": {
      "$ref": "#/components/responses/Problem401"
     },
     "403": {
      "$ref": "#/components/responses/Problem403"
     },
     "404": {
      "$ref": "#/components/responses/Problem404"
     },
     "409": {
      "$ref": "#/components/responses/Problem409"
     },
     "413": {
      "$ref": "#/components/responses/Problem413"
     },
     "415": {
      "$ref": "#/components/responses/Problem415"
     },
     "422": {
      "$ref": "#/components/responses/Problem422"
     },
     "429": {
      "$ref": "#/components/responses/Problem429"
     },
     "503": {
      "$ref": "#/components/responses/Problem503"
     }
    },
    "x-permission": "workspace.delete",
    "x-error-codes": [
     "bad_request",
     "unauthenticated",
     "forbidden",
     "not_found",
     "conflict",
     "payload_too_large",
     "unsupported_media_type",
     "validation_failed",
     "rate_limited",
     "unavailable"
    ]
   }
  },
  "/api/v1/tenants/{tenantId}/domains": {
   "get": {
    "operationId": "listTenantDomains",
    "tags": [
     "Domains"
    ],
    "summary": "List the domains",
    "description": "Needs the permission `domains.read` (owner, admin, editor, viewer). Takes: session cookie, access token, API key.",
    "security": [
     {
      "session": []
     },
     {
      "accessToken": []
     },
     {
      "apiKey": []
     }
    ],
    "parameters": [
     {
      "name": "tenantId",
      "in": "path",
      "required": true,
      "schema": {
       "type": "string",
       "format": "uuid"
      }
     },
     {
      "$ref": "#/components/parameters/WorkspaceId"
     }
    ],
    "responses": {
     "200": {
      "description": "The answer.",
      "headers": {
       "X-Request-Id": {
        "$ref": "#/components/headers/X-Request-Id"
       },
       "RateLimit-Limit": {
        "$ref": "#/components/headers/RateLimit-Limit"
       },
       "RateLimit-Remaining": {
        "$ref": "#/components/headers/RateLimit-Remaining"
       },
       "RateLimit-Reset": {
        "$ref": "#/components/headers/RateLimit-Reset"
       }
      },
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/DomainList"
        },
        "example": {
         "items": [
          {
           "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
           "domain": "www.example.com",
           "status": "waiting",
           "method": "dns",
           "record": {
            "name": "Main website",
            "value": "/pricing"
           },
           "createdAt": "2026-03-14T09:26:53.000Z",
           "verifiedAt": "2026-03-14T09:26:53.000Z",
           "lastCheckedAt": "2026-03-14T09:26:53.000Z",
           "lastFault": "Some text",
           "missingSince": "2026-03-14T09:26:53.000Z"
          }
         ],
         "nextCursor": null
        }
       }
      }
     },
     "400": {
      "$ref": "#/components/responses/Problem400"
     },
     "401": {
      "$ref": "#/components/responses/Problem401"
     },
     "403": {
      "$ref": "#/components/responses/Problem403"
     },
     "404": {
      "$ref": "#/components/responses/Problem404"
     },
     "429": {
      "$ref": "#/components/responses/Problem429"
     },
     "503": {
      "$ref": "#/components/responses/Problem503"
     }
    },
    "x-permission": "domains.read",
    "x-error-codes": [
     "bad_request",
     "unauthenticated",
     "forbidden",
     "not_found",
     "rate_limited",
     "unavailable"
    ]
   },
   "post": {
    "operationId": "createTenantDomain",
    "tags": [
     "Domains"
    ],
    "summary": "Add a domain",
    "description": "The answer holds the TXT record that proves the domain; check it afterwards. Needs the permission `domains.write` (owner, admin). Takes: session cookie, access token.",
    "security": [
     {
      "session": []
     },
     {
      "accessToken": []
     }
    ],
    "parameters": [
     {
      "name": "tenantId",
      "in": "path",
      "required": true,
      "schema": {
       "type": "string",
       "format": "uuid"
      }
     },
     {
      "$ref": "#/components/parameters/WorkspaceId"
     },
     {
      "$ref": "#/components/parameters/IdempotencyKey"
     }
    ],
    "requestBody": {
     "required": true,
     "content": {
      "application/json": {
       "schema": {
        "$ref": "#/components/schemas/AddDomainInput"
       },
       "example": {
        "domain": "www.example.com"
       }
      }
     }
    },
    "responses": {
     "201": {
      "description": "Made.",
      "headers": {
       "X-Request-Id": {
        "$ref": "#/components/headers/X-Request-Id"
       },
       "RateLimit-Limit": {
        "$ref": "#/components/headers/RateLimit-Limit"
       },
       "RateLimit-Remaining": {
        "$ref": "#/components/headers/RateLimit-Remaining"
       },
       "RateLimit-Reset": {
        "$ref": "#/components/headers/RateLimit-Reset"
       },
       "Idempotency-Replayed": {
        "$ref": "#/components/headers/Idempotency-Replayed"
       }
      },
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/DomainDto"
        },
        "example": {
         "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
         "domain": "www.example.com",
         "status": "waiting",
         "method": "dns",
         "record": {
          "name": "Main website",
          "value": "/pricing"
         },
         "createdAt": "2026-03-14T09:26:53.000Z",
         "verifiedAt": "2026-03-14T09:26:53.000Z",
         "lastCheckedAt": "2026-03-14T09:26:53.000Z",
         "lastFault": "Some text",
         "missingSince": "2026-03-14T09:26:53.000Z"
        }
       }
      }
     },
     "400": {
      "$ref": "#/components/responses/Problem400"
     },
     "401": {
      "$ref": "#/components/responses/Problem401"
     },
     "403": {
      "$ref": "#/components/responses/Problem403"
     },
     "404": {
      "$ref": "#/components/responses/Problem404"
     },
     "409": {
      "$ref": "#/components/responses/Problem409"
     },
     "413": {
      "$ref": "#/components/responses/Problem413"
     },
     "415": {
      "$ref": "#/components/responses/Problem415"
     },
     "422": {
      "$ref": "#/components/responses/Problem422"
     },
     "429": {
      "$ref": "#/components/responses/Problem429"
     },
     "503": {
      "$ref": "#/components/responses/Problem503"
     }
    },
    "x-permission": "domains.write",
    "x-error-codes": [
     "bad_request",
     "unauthenticated",
     "forbidden",
     "not_found",
     "conflict",
     "payload_too_large",
     "unsupported_media_type",
     "validation_failed",
     "rate_limited",
     "unavailable"
    ]
   }
  },
  "/api/v1/tenants/{tenantId}/domains/{domainId}": {
   "delete": {
    "operationId": "deleteTenantDomain",
    "tags": [
     "Domains"
    ],
    "summary": "Remove a domain",
    "description": "Needs the permission `domains.write` (owner, admin). Takes: session cookie, access token.",
    "security": [
     {
      "session": []
     },
     {
      "accessToken": []
     }
    ],
    "parameters": [
     {
      "name": "tenantId",
      "in": "path",
      "required": true,
      "schema": {
       "type": "string",
       "format": "uuid"
      }
     },
     {
      "name": "domainId",
      "in": "path",
      "required": true,
      "schema": {
       "type": "string",
       "format": "uuid"
      }
     },
     {
      "$ref": "#/components/parameters/WorkspaceId"
     }
    ],
    "responses": {
     "204": {
      "description": "Done; there is nothing to say.",
      "headers": {
       "X-Request-Id": {
        "$ref": "#/components/headers/X-Request-Id"
       },
       "RateLimit-Limit": {
        "$ref": "#/components/headers/RateLimit-Limit"
       },
       "RateLimit-Remaining": {
        "$ref": "#/components/headers/RateLimit-Remaining"
       },
       "RateLimit-Reset": {
        "$ref": "#/components/headers/RateLimit-Reset"
       }
      }
     },
     "400": {
      "$ref": "#/components/responses/Problem400"
     },
     "401": {
      "$ref": "#/components/responses/Problem401"
     },
     "403": {
      "$ref": "#/components/responses/Problem403"
     },
     "404": {
      "$ref": "#/components/responses/Problem404"
     },
     "409": {
      "$ref": "#/components/responses/Problem409"
     },
     "429": {
      "$ref": "#/components/responses/Problem429"
     },
     "503": {
      "$ref": "#/components/responses/Problem503"
     }
    },
    "x-permission": "domains.write",
    "x-error-codes": [
     "bad_request",
     "unauthenticated",
     "forbidden",
     "not_found",
     "conflict",
     "rate_limited",
     "unavailable"
    ]
   }
  },
  "/api/v1/tenants/{tenantId}/domains/{domainId}/check": {
   "post": {
    "operationId": "checkTenantDomain",
    "tags": [
     "Domains"
    ],
    "summary": "Check a domain now",
    "description": "Looks for the TXT record, then for the tracker on the domain's home page. lastFault says what is missing. Needs the permission `domains.write` (owner, admin). Takes: session cookie, access token.",
    "security": [
     {
      "session": []
     },
     {
      "accessToken": []
     }
    ],
    "parameters": [
     {
      "name": "tenantId",
      "in": "path",
      "required": true,
      "schema": {
       "type": "string",
       "format": "uuid"
      }
     },
     {
      "name": "domainId",
      "in": "path",
      "required": true,
      "schema": {
       "type": "string",
       "format": "uuid"
      }
     },
     {
      "$ref": "#/components/parameters/WorkspaceId"
     }
    ],
    "responses": {
     "200": {
      "description": "The answer.",
      "headers": {
       "X-Request-Id": {
        "$ref": "#/components/headers/X-Request-Id"
       },
       "RateLimit-Limit": {
        "$ref": "#/components/headers/RateLimit-Limit"
       },
       "RateLimit-Remaining": {
        "$ref": "#/components/headers/RateLimit-Remaining"
       },
       "RateLimit-Reset": {
        "$ref": "#/components/headers/RateLimit-Reset"
       }
      },
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/DomainDto"
        },
        "example": {
         "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
         "domain": "www.example.com",
         "status": "waiting",
         "method": "dns",
         "record": {
          "name": "Main website",
          "value": "/pricing"
         },
         "createdAt": "2026-03-14T09:26:53.000Z",
         "verifiedAt": "2026-03-14T09:26:53.000Z",
         "lastCheckedAt": "2026-03-14T09:26:53.000Z",
         "lastFault": "Some text",
         "missingSince": "2026-03-14T09:26:53.000Z"
        }
       }
      }
     },
     "400": {
      "$ref": "#/components/responses/Problem400"
     },
     "401": {
      "$ref": "#/components/responses/Problem401"
     },
     "403": {
      "$ref": "#/components/responses/Problem403"
     },
     "404": {
      "$ref": "#/components/responses/Problem404"
     },
     "409": {
      "$ref": "#/components/responses/Problem409"
     },
     "429": {
      "$ref": "#/components/responses/Problem429"
     },
     "503": {
      "$ref": "#/components/responses/Problem503"
     }
    },
    "x-permission": "domains.write",
    "x-error-codes": [
     "bad_request",
     "unauthenticated",
     "forbidden",
     "not_found",
     "conflict",
     "rate_limited",
     "unavailable"
    ]
   }
  },
  "/api/v1/tenants/{tenantId}/exports": {
   "get": {
    "operationId": "listTenantExports",
    "tags": [
     "Exports"
    ],
    "summary": "List the exports",
    "description": "Needs the permission `exports.read` (owner, admin). Takes: session cookie, access token.",
    "security": [
     {
      "session": []
     },
     {
      "accessToken": []
     }
    ],
    "parameters": [
     {
      "name": "tenantId",
      "in": "path",
      "required": true,
      "schema": {
       "type": "string",
       "format": "uuid"
      }
     },
     {
      "name": "cursor",
      "in": "query",
      "required": false,
      "description": "Where to go on: `nextCursor` of the page before.",
      "schema": {
       "type": "string",
       "format": "uuid"
      }
     },
     {
      "name": "limit",
      "in": "query",
      "required": false,
      "description": "How many a page.",
      "schema": {
       "default": 25,
       "type": "integer",
       "minimum": 1,
       "maximum": 100
      }
     },
     {
      "$ref": "#/components/parameters/WorkspaceId"
     }
    ],
    "responses": {
     "200": {
      "description": "The answer.",
      "headers": {
       "X-Request-Id": {
        "$ref": "#/components/headers/X-Request-Id"
       },
       "RateLimit-Limit": {
        "$ref": "#/components/headers/RateLimit-Limit"
       },
       "RateLimit-Remaining": {
        "$ref": "#/components/headers/RateLimit-Remaining"
       },
       "RateLimit-Reset": {
        "$ref": "#/components/headers/RateLimit-Reset"
       }
      },
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ExportList"
        },
        "example": {
         "items": [
          {
           "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
           "status": "queued",
           "requestedBy": {
            "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
            "name": "Main website"
           },
           "createdAt": "2026-03-14T09:26:53.000Z",
           "readyAt": "2026-03-14T09:26:53.000Z",
           "expiresAt": "2026-03-14T09:26:53.000Z",
           "sizeBytes": 12,
           "progress": {
            "done": 12,
            "total": 12
           },
           "lastError": "Some text",
           "downloadUrl": "Some text"
          }
         ],
         "nextCursor": null
        }
       }
      }
     },
     "400": {
      "$ref": "#/components/responses/Problem400"
     },
     "401": {
      "$ref": "#/components/responses/Problem401"
     },
     "403": {
      "$ref": "#/components/responses/Problem403"
     },
     "404": {
      "$ref": "#/components/responses/Problem404"
     },
     "422": {
      "$ref": "#/components/responses/Problem422"
     },
     "429": {
      "$ref": "#/components/responses/Problem429"
     },
     "503": {
      "$ref": "#/components/responses/Problem503"
     }
    },
    "x-permission": "exports.read",
    "x-error-codes": [
     "bad_request",
     "unauthenticated",
     "forbidden",
     "not_found",
     "validation_failed",
     "rate_limited",
     "unavailable"
    ]
   },
   "post": {
    "operationId": "createTenantExport",
    "tags": [
     "Exports"
    ],
    "summary": "Start an export of everything in the workspace",
    "description": "A ZIP file is made in the background; at most one at a time. It is kept for seven days. Needs the permission `exports.write` (owner, admin). Takes: session cookie, access token.",
    "security": [
     {
      "session": []
     },
     {
      "accessToken": []
     }
    ],
    "parameters": [
     {
      "name": "tenantId",
      "in": "path",
      "required": true,
      "schema": {
       "type": "string",
       "format": "uuid"
      }
     },
     {
      "$ref": "#/components/parameters/WorkspaceId"
     },
     {
      "$ref": "#/components/parameters/IdempotencyKey"
     }
    ],
    "responses": {
     "201": {
      "description": "Made.",
      "headers": {
       "X-Request-Id": {
        "$ref": "#/components/headers/X-Request-Id"
       },
       "RateLimit-Limit": {
        "$ref": "#/components/headers/RateLimit-Limit"
       },
       "RateLimit-Remaining": {
        "$ref": "#/components/headers/RateLimit-Remaining"
       },
       "RateLimit-Reset": {
        "$ref": "#/components/headers/RateLimit-Reset"
       },
       "Idempotency-Replayed": {
        "$ref": "#/components/headers/Idempotency-Replayed"
       }
      },
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ExportDto"
        },
        "example": {
         "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
         "status": "queued",
         "requestedBy": {
          "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
          "name": "Main website"
         },
         "createdAt": "2026-03-14T09:26:53.000Z",
         "readyAt": "2026-03-14T09:26:53.000Z",
         "expiresAt": "2026-03-14T09:26:53.000Z",
         "sizeBytes": 12,
         "progress": {
          "done": 12,
          "total": 12
         },
         "lastError": "Some text",
         "downloadUrl": "Some text"
        }
       }
      }
     },
     "400": {
      "$ref": "#/components/responses/Problem400"
     },
     "401": {
      "$ref": "#/components/responses/Problem401"
     },
     "403": {
      "$ref": "#/components/responses/Problem403"
     },
     "404": {
      "$ref": "#/components/responses/Problem404"
     },
     "409": {
      "$ref": "#/components/responses/Problem409"
     },
     "429": {
      "$ref": "#/components/responses/Problem429"
     },
     "503": {
      "$ref": "#/components/responses/Problem503"
     }
    },
    "x-permission": "exports.write",
    "x-error-codes": [
     "bad_request",
     "unauthenticated",
     "forbidden",
     "not_found",
     "conflict",
     "rate_limited",
     "unavailable"
    ]
   }
  },
  "/api/v1/tenants/{tenantId}/exports/{exportId}": {
   "get": {
    "operationId": "getTenantExport",
    "tags": [
     "Exports"
    ],
    "summary": "Read an export, with a link to its file",
    "description": "Needs the permission `exports.read` (owner, admin). Takes: session cookie, access token.",
    "security": [
     {
      "session": []
     },
     {
      "accessToken": []
     }
    ],
    "parameters": [
     {
      "name": "tenantId",
      "in": "path",
      "required": true,
      "schema": {
       "type": "string",
       "format": "uuid"
      }
     },
     {
      "name": "exportId",
      "in": "path",
      "required": true,
      "schema": {
       "type": "string",
       "format": "uuid"
      }
     },
     {
      "$ref": "#/components/parameters/WorkspaceId"
     }
    ],
    "responses": {
     "200": {
      "description": "The answer.",
      "headers": {
       "X-Request-Id": {
        "$ref": "#/components/headers/X-Request-Id"
       },
       "RateLimit-Limit": {
        "$ref": "#/components/headers/RateLimit-Limit"
       },
       "RateLimit-Remaining": {
        "$ref": "#/components/headers/RateLimit-Remaining"
       },
       "RateLimit-Reset": {
        "$ref": "#/components/headers/RateLimit-Reset"
       }
      },
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ExportDto"
        },
        "example": {
         "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
         "status": "queued",
         "requestedBy": {
          "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
          "name": "Main website"
         },
         "createdAt": "2026-03-14T09:26:53.000Z",
         "readyAt": "2026-03-14T09:26:53.000Z",
         "expiresAt": "2026-03-14T09:26:53.000Z",
         "sizeBytes": 12,
         "progress": {
          "done": 12,
          "total": 12
         },
         "lastError": "Some text",
         "downloadUrl": "Some text"
        }
       }
      }
     },
     "400": {
      "$ref": "#/components/responses/Problem400"
     },
     "401": {
      "$ref": "#/components/responses/Problem401"
     },
     "403": {
      "$ref": "#/components/responses/Problem403"
     },
     "404": {
      "$ref": "#/components/responses/Problem404"
     },
     "429": {
      "$ref": "#/components/responses/Problem429"
     },
     "503": {
      "$ref": "#/components/responses/Problem503"
     }
    },
    "x-permission": "exports.read",
    "x-error-codes": [
     "bad_request",
     "unauthenticated",
     "forbidden",
     "not_found",
     "rate_limited",
     "unavailable"
    ]
   }
  },
  "/api/v1/tenants/{tenantId}/invitations": {
   "get": {
    "operationId": "listTenantInvitations",
    "tags": [
     "Invitations"
    ],
    "summary": "List the open invitations",
    "description": "Needs the permission `members.read` (owner, admin, editor, viewer). Takes: session cookie, access token, API key.",
    "security": [
     {
      "session": []
     },
     {
      "accessToken": []
     },
     {
      "apiKey": []
     }
    ],
    "parameters": [
     {
      "name": "tenantId",
      "in": "path",
      "required": true,
      "schema": {
       "type": "string",
       "format": "uuid"
      }
     },
     {
      "name": "cursor",
      "in": "query",
      "required": false,
      "description": "Where to go on: `nextCursor` of the page before.",
      "schema": {
       "type": "string",
       "format": "uuid"
      }
     },
     {
      "name": "limit",
      "in": "query",
      "required": false,
      "description": "How many a page.",
      "schema": {
       "default": 25,
       "type": "integer",
       "minimum": 1,
       "maximum": 100
      }
     },
     {
      "$ref": "#/components/parameters/WorkspaceId"
     }
    ],
    "responses": {
     "200": {
      "description": "The answer.",
      "headers": {
       "X-Request-Id": {
        "$ref": "#/components/headers/X-Request-Id"
       },
       "RateLimit-Limit": {
        "$ref": "#/components/headers/RateLimit-Limit"
       },
       "RateLimit-Remaining": {
        "$ref": "#/components/headers/RateLimit-Remaining"
       },
       "RateLimit-Reset": {
        "$ref": "#/components/headers/RateLimit-Reset"
       }
      },
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/InvitationList"
        },
        "example": {
         "items": [
          {
           "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
           "email": "ada@example.com",
           "role": "owner",
           "status": "open",
           "invitedBy": {
            "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
            "name": "Main website"
           },
           "createdAt": "2026-03-14T09:26:53.000Z",
           "expiresAt": "2026-03-14T09:26:53.000Z",
           "lastSentAt": "2026-03-14T09:26:53.000Z",
           "sentCount": 12
          }
         ],
         "nextCursor": null
        }
       }
      }
     },
     "400": {
      "$ref": "#/components/responses/Problem400"
     },
     "401": {
      "$ref": "#/components/responses/Problem401"
     },
     "403": {
      "$ref": "#/components/responses/Problem403"
     },
     "404": {
      "$ref": "#/components/responses/Problem404"
     },
     "422": {
      "$ref": "#/components/responses/Problem422"
     },
     "429": {
      "$ref": "#/components/responses/Problem429"
     },
     "503": {
      "$ref": "#/components/responses/Problem503"
     }
    },
    "x-permission": "members.read",
    "x-error-codes": [
     "bad_request",
     "unauthenticated",
     "forbidden",
     "not_found",
     "validation_failed",
     "rate_limited",
     "unavailable"
    ]
   }
  },
  "/api/v1/tenants/{tenantId}/invitations/{invitationId}": {
   "delete": {
    "operationId": "deleteTenantInvitation",
    "tags": [
     "Invitations"
    ],
    "summary": "Withdraw an invitation",
    "description": "Needs the permission `members.write` (owner, admin). Takes: session cookie, access token.",
    "security": [
     {
      "session": []
     },
     {
      "accessToken": []
     }
    ],
    "parameters": [
     {
      "name": "tenantId",
      "in": "path",
      "required": true,
      "schema": {
       "type": "string",
       "format": "uuid"
      }
     },
     {
      "name": "invitationId",
      "in": "path",
      "required": true,
      "schema": {
       "type": "string",
       "format": "uuid"
      }
     },
     {
      "$ref": "#/components/parameters/WorkspaceId"
     }
    ],
    "responses": {
     "204": {
      "description": "Done; there is nothing to say.",
      "headers": {
       "X-Request-Id": {
        "$ref": "#/components/headers/X-Request-Id"
       },
       "RateLimit-Limit": {
        "$ref": "#/components/headers/RateLimit-Limit"
       },
       "RateLimit-Remaining": {
        "$ref": "#/components/headers/RateLimit-Remaining"
       },
       "RateLimit-Reset": {
        "$ref": "#/components/headers/RateLimit-Reset"
       }
      }
     },
     "400": {
      "$ref": "#/components/responses/Problem400"
     },
     "401": {
      "$ref": "#/components/responses/Problem401"
     },
     "403": {
      "$ref": "#/components/responses/Problem403"
     },
     "404": {
      "$ref": "#/components/responses/Problem404"
     },
     "409": {
      "$ref": "#/components/responses/Problem409"
     },
     "429": {
      "$ref": "#/components/responses/Problem429"
     },
     "503": {
      "$ref": "#/components/responses/Problem503"
     }
    },
    "x-permission": "members.write",
    "x-error-codes": [
     "bad_request",
     "unauthenticated",
     "forbidden",
     "not_found",
     "conflict",
     "rate_limited",
     "unavailable"
    ]
   }
  },
  "/api/v1/tenants/{tenantId}/invitations/{invitationId}/resend": {
   "post": {
    "operationId": "resendTenantInvitation",
    "tags": [
     "Invitations"
    ],
    "summary": "Send an invitation again, with a new link",
    "description": "Needs the permission `members.write` (owner, admin). Takes: session cookie, access token.",
    "security": [
     {
      "session": []
     },
     {
      "accessToken": []
     }
    ],
    "parameters": [
     {
      "name": "tenantId",
      "in": "path",
      "required": true,
      "schema": {
       "type": "string",
       "format": "uuid"
      }
     },
     {
      "name": "invitationId",
      "in": "path",
      "required": true,
      "schema": {
       "type": "string",
       "format": "uuid"
      }
     },
     {
      "$ref": "#/components/parameters/WorkspaceId"
     }
    ],
    "responses": {
     "200": {
      "description": "The answer.",
      "headers": {
       "X-Request-Id": {
        "$ref": "#/components/headers/X-Request-Id"
       },
       "RateLimit-Limit": {
        "$ref": "#/components/headers/RateLimit-Limit"
       },
       "RateLimit-Remaining": {
        "$ref": "#/components/headers/RateLimit-Remaining"
       },
       "RateLimit-Reset": {
        "$ref": "#/components/headers/RateLimit-Reset"
       }
      },
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/InvitationDto"
        },
        "example": {
         "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
         "email": "ada@example.com",
         "role": "owner",
         "status": "open",
         "invitedBy": {
          "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
          "name": "Main website"
         },
         "createdAt": "2026-03-14T09:26:53.000Z",
         "expiresAt": "2026-03-14T09:26:53.000Z",
         "lastSentAt": "2026-03-14T09:26:53.000Z",
         "sentCount": 12
        }
       }
      }
     },
     "400": {
      "$ref": "#/components/responses/Problem400"
     },
     "401": {
      "$ref": "#/components/responses/Problem401"
     },
     "403": {
      "$ref": "#/components/responses/Problem403"
     },
     "404": {
      "$ref": "#/components/responses/Problem404"
     },
     "409": {
      "$ref": "#/components/responses/Problem409"
     },
     "429": {
      "$ref": "#/components/responses/Problem429"
     },
     "503": {
      "$ref": "#/components/responses/Problem503"
     }
    },
    "x-permission": "members.write",
    "x-error-codes": [
     "bad_request",
     "unauthenticated",
     "forbidden",
     "not_found",
     "conflict",
     "rate_limited",
     "unavailable"
    ]
   }
  },
  "/api/v1/tenants/{tenantId}/restore": {
   "post": {
    "operationId": "restoreTenant",
    "tags": [
     "Workspaces"
    ],
    "summary": "Take the deletion of the workspace back",
    "description": "Needs the permission `workspace.delete` (owner). Takes: session cookie, access token.",
    "security": [
     {
      "session": []
     },
     {
      "accessToken": []
     }
    ],
    "parameters": [
     {
      "name": "tenantId",
      "in": "path",
      "required": true,
      "schema": {
       "type": "string",
       "format": "uuid"
      }
     },
     {
      "$ref": "#/components/parameters/WorkspaceId"
     }
    ],
    "responses": {
     "200": {
      "description": "The answer.",
      "headers": {
       "X-Request-Id": {
        "$ref": "#/components/headers/X-Request-Id"
       },
       "RateLimit-Limit": {
        "$ref": "#/components/headers/RateLimit-Limit"
       },
       "RateLimit-Remaining": {
        "$ref": "#/components/headers/RateLimit-Remaining"
       },
       "RateLimit-Reset": {
        "$ref": "#/components/headers/RateLimit-Reset"
       }
      },
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/TenantDto"
        },
        "example": {
         "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
         "name": "Main website",
         "timeZone": "Europe/Berlin",
         "domain": "www.example.com",
         "role": "owner",
         "isDefault": true,
         "createdAt": "2026-03-14T09:26:53.000Z",
         "closing": {
          "requestedAt": "2026-03-14T09:26:53.000Z",
          "purgeAfterAt": "2026-03-14T09:26:53.000Z",
          "requestedBy": {
           "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
           "name": "Main website"
          }
         }
        }
       }
      }
     },
     "400": {
      "$ref": "#/components/responses/Problem400"
     },
     "401": {
      "$ref": "#/components/responses/Problem401"
     },
     "403": {
      "$ref": "#/components/responses/Problem403"
     },
     "404": {
      "$ref": "#/components/responses/Problem404"
     },
     "409": {
      "$ref": "#/components/responses/Problem409"
     },
     "410": {
      "$ref": "#/components/responses/Problem410"
     },
     "429": {
      "$ref": "#/components/responses/Problem429"
     },
     "503": {
      "$ref": "#/components/responses/Problem503"
     }
    },
    "x-permission": "workspace.delete",
    "x-error-codes": [
     "bad_request",
     "unauthenticated",
     "forbidden",
     "not_found",
     "conflict",
     "gone",
     "rate_limited",
     "unavailable"
    ]
   }
  },
  "/api/v1/tenants/{tenantId}/transfer": {
   "post": {
    "operationId": "transferTenant",
    "tags": [
     "Workspaces"
    ],
    "summary": "Hand the workspace over to another member",
    "description": "The member becomes an owner and whoever asks an admin, both or neither. Needs the permission `owners.write` (owner). Takes: session cookie, access token.",
    "security": [
     {
      "session": []
     },
     {
      "accessToken": []
     }
    ],
    "parameters": [
     {
      "name": "tenantId",
      "in": "path",
      "required": true,
      "schema": {
       "type": "string",
       "format": "uuid"
      }
     },
     {
      "$ref": "#/components/parameters/WorkspaceId"
     }
    ],
    "requestBody": {
     "required": true,
     "content": {
      "application/json": {
       "schema": {
        "$ref": "#/components/schemas/TransferInput"
       },
       "example": {
        "userId": "0195a3f2-6b1c-7d4e-9a8b-6ccb21214ffd"
       }
      }
     }
    },
    "responses": {
     "200": {
      "description": "The answer.",
      "headers": {
       "X-Request-Id": {
        "$ref": "#/components/headers/X-Request-Id"
       },
       "RateLimit-Limit": {
        "$ref": "#/components/headers/RateLimit-Limit"
       },
       "RateLimit-Remaining": {
        "$ref": "#/components/headers/RateLimit-Remaining"
       },
       "RateLimit-Reset": {
        "$ref": "#/components/headers/RateLimit-Reset"
       }
      },
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/MemberDto"
        },
        "example": {
         "userId": "0195a3f2-6b1c-7d4e-9a8b-6ccb21214ffd",
         "email": "ada@example.com",
         "name": "Main website",
         "avatarUrl": "https://app.example.com/files/avatar.png",
         "role": "owner",
         "isActive": true,
         "joinedAt": "2026-03-14T09:26:53.000Z",
         "lastSeenAt": "2026-03-14T09:26:53.000Z",
         "hasSecondFactor": true
        }
       }
      }
     },
     "400": {
      "$ref": "#/components/responses/Problem400"
     },
     "401": {
      "$ref": "#/components/responses/Problem401"
     },
     "403": {
      "$ref": "#/components/responses/Problem403"
     },
     "404": {
      "$ref": "#/components/responses/Problem404"
     },
     "409": {
      "$ref": "#/components/responses/Problem409"
     },
     "413": {
      "$ref": "#/components/responses/Problem413"
     },
     "415": {
      "$ref": "#/components/responses/Problem415"
     },
     "422": {
      "$ref": "#/components/responses/Problem422"
     },
     "429": {
      "$ref": "#/components/responses/Problem429"
     },
     "503": {
      "$ref": "#/components/responses/Problem503"
     }
    },
    "x-permission": "owners.write",
    "x-error-codes": [
     "bad_request",
     "unauthenticated",
     "forbidden",
     "not_found",
     "conflict",
     "payload_too_large",
     "unsupported_media_type",
     "validation_failed",
     "rate_limited",
     "unavailable"
    ]
   }
  },
  "/api/v1/tenants/{tenantId}/users": {
   "get": {
    "operationId": "listUsers",
    "tags": [
     "Members"
    ],
    "summary": "List the members",
    "description": "Needs the permission `members.read` (owner, admin, editor, viewer). Takes: session cookie, access token, API key.",
    "security": [
     {
      "session": []
     },
     {
      "accessToken": []
     },
     {
      "apiKey": []
     }
    ],
    "parameters": [
     {
      "name": "tenantId",
      "in": "path",
      "required": true,
      "schema": {
       "type": "string",
       "format": "uuid"
      }
     },
     {
      "name": "cursor",
      "in": "query",
      "required": false,
      "description": "Where to go on: `nextCursor` of the page before.",
      "schema": {
       "type": "string",
       "format": "uuid"
      }
     },
     {
      "name": "limit",
      "in": "query",
      "required": false,
      "description": "How many a page.",
      "schema": {
       "default": 25,
       "type": "integer",
       "minimum": 1,
       "maximum": 100
      }
     },
     {
      "$ref": "#/components/parameters/WorkspaceId"
     }
    ],
    "responses": {
     "200": {
      "description": "The answer.",
      "headers": {
       "X-Request-Id": {
        "$ref": "#/components/headers/X-Request-Id"
       },
       "RateLimit-Limit": {
        "$ref": "#/components/headers/RateLimit-Limit"
       },
       "RateLimit-Remaining": {
        "$ref": "#/components/headers/RateLimit-Remaining"
       },
       "RateLimit-Reset": {
        "$ref": "#/components/headers/RateLimit-Reset"
       }
      },
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/MemberList"
        },
        "example": {
         "items": [
          {
           "userId": "0195a3f2-6b1c-7d4e-9a8b-6ccb21214ffd",
           "email": "ada@example.com",
           "name": "Main website",
           "avatarUrl": "https://app.example.com/files/avatar.png",
           "role": "owner",
           "isActive": true,
           "joinedAt": "2026-03-14T09:26:53.000Z",
           "lastSeenAt": "2026-03-14T09:26:53.000Z",
           "hasSecondFactor": true
          }
         ],
         "nextCursor": null
        }
       }
      }
     },
     "400": {
      "$ref": "#/components/responses/Problem400"
     },
     "401": {
      "$ref": "#/components/responses/Problem401"
     },
     "403": {
      "$ref": "#/components/responses/Problem403"
     },
     "404": {
      "$ref": "#/components/responses/Problem404"
     },
     "422": {
      "$ref": "#/components/responses/Problem422"
     },
     "429": {
      "$ref": "#/components/responses/Problem429"
     },
     "503": {
      "$ref": "#/components/responses/Problem503"
     }
    },
    "x-permission": "members.read",
    "x-error-codes": [
     "bad_request",
     "unauthenticated",
     "forbidden",
     "not_found",
     "validation_failed",
     "rate_limited",
     "unavailable"
    ]
   }
  },
  "/api/v1/tenants/{tenantId}/users/invite": {
   "post": {
    "operationId": "inviteUser",
    "tags": [
     "Members"
    ],
    "summary": "Invite a person by e-mail",
    "description": "Admins invite admins, editors and viewers; only owners invite owners. The link works for seven days. Needs the permission `members.write` (owner, admin). Takes: session cookie, access token.",
    "security": [
     {
      "session": []
     },
     {
      "accessToken": []
     }
    ],
    "parameters": [
     {
      "name": "tenantId",
      "in": "path",
      "required": true,
      "schema": {
       "type": "string",
       "format": "uuid"
      }
     },
     {
      "$ref": "#/components/parameters/WorkspaceId"
     },
     {
      "$ref": "#/components/parameters/IdempotencyKey"
     }
    ],
    "requestBody": {
     "required": true,
     "content": {
      "application/json": {
       "schema": {
        "$ref": "#/components/schemas/InviteInput"
       },
       "example": {
        "email": "ada@example.com",
        "role": "owner"
       }
      }
     }
    },
    "responses": {
     "201": {
      "description": "Made.",
      "headers": {
       "X-Request-Id": {
        "$ref": "#/components/headers/X-Request-Id"
       },
       "RateLimit-Limit": {
        "$ref": "#/components/headers/RateLimit-Limit"
       },
       "RateLimit-Remaining": {
        "$ref": "#/components/headers/RateLimit-Remaining"
       },
       "RateLimit-Reset": {
        "$ref": "#/components/headers/RateLimit-Reset"
       },
       "Idempotency-Replayed": {
        "$ref": "#/components/headers/Idempotency-Replayed"
       }
      },
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/InvitationDto"
        },
        "example": {
         "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
         "email": "ada@example.com",
         "role": "owner",
         "status": "open",
         "invitedBy": {
          "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
          "name": "Main website"
         },
         "createdAt": "2026-03-14T09:26:53.000Z",
         "expiresAt": "2026-03-14T09:26:53.000Z",
         "lastSentAt": "2026-03-14T09:26:53.000Z",
         "sentCount": 12
        }
       }
      }
     },
     "400": {
      "$ref": "#/components/responses/Problem400"
     },
     "401": {
      "$ref": "#/components/responses/Problem401"
     },
     "403": {
      "$ref": "#/components/responses/Problem403"
     },
     "404": {
      "$ref": "#/components/responses/Problem404"
     },
     "409": {
      "$ref": "#/components/responses/Problem409"
     },
     "413": {
      "$ref": "#/components/responses/Problem413"
     },
     "415": {
      "$ref": "#/components/responses/Problem415"
     },
     "422": {
      "$ref": "#/components/responses/Problem422"
     },
     "429": {
      "$ref": "#/components/responses/Problem429"
     },
     "503": {
      "$ref": "#/components/responses/Problem503"
     }
    },
    "x-permission": "members.write",
    "x-error-codes": [
     "bad_request",
     "unauthenticated",
     "forbidden",
     "not_found",
     "conflict",
     "payload_too_large",
     "unsupported_media_type",
     "validation_failed",
     "rate_limited",
     "unavailable"
    ]
   }
  },
  "/api/v1/tenants/{tenantId}/users/{userId}": {
   "patch": {
    "operationId": "updateUser",
    "tags": [
     "Members"
    ],
    "summary": "Change a member's role, or deactivate them",
    "description": "Needs the permission `members.write` (owner, admin). Takes: session cookie, access token.",
    "security": [
     {
      "session": []
     },
     {
      "accessToken": []
     }
    ],
    "parameters": [
     {
      "name": "tenantId",
      "in": "path",
      "required": true,
      "schema": {
       "type": "string",
       "format": "uuid"
      }
     },
     {
      "name": "userId",
      "in": "path",
      "required": true,
      "schema": {
       "type": "string",
       "format": "uuid"
      }
     },
     {
      "$ref": "#/components/parameters/WorkspaceId"
     }
    ],
    "requestBody": {
     "required": true,
     "content": {
      "application/json": {
       "schema": {
        "$ref": "#/components/schemas/ChangeMemberInput"
       },
       "example": {
        "role": "owner",
        "isActive": true
       }
      }
     }
    },
    "responses": {
     "200": {
      "description": "The answer.",
      "headers": {
       "X-Request-Id": {
        "$ref": "#/components/headers/X-Request-Id"
       },
       "RateLimit-Limit": {
        "$ref": "#/components/headers/RateLimit-Limit"
       },
       "RateLimit-Remaining": {
        "$ref": "#/components/headers/RateLimit-Remaining"
       },
       "RateLimit-Reset": {
        "$ref": "#/components/headers/RateLimit-Reset"
       }
      },
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/MemberDto"
        },
        "example": {
         "userId": "0195a3f2-6b1c-7d4e-9a8b-6ccb21214ffd",
         "email": "ada@example.com",
         "name": "Main website",
         "avatarUrl": "https://app.example.com/files/avatar.png",
         "role": "owner",
         "isActive": true,
         "joinedAt": "2026-03-14T09:26:53.000Z",
         "lastSeenAt": "2026-03-14T09:26:53.000Z",
         "hasSecondFactor": true
        }
       }
      }
     },
     "400": {
      "$ref": "#/components/responses/Problem400"
     },
     "401": {
      "$ref": "#/components/responses/Problem401"
     },
     "403": {
      "$ref": "#/components/responses/Problem403"
     },
     "404": {
      "$ref": "#/components/responses/Problem404"
     },
     "409": {
      "$ref": "#/components/responses/Problem409"
     },
     "413": {
      "$ref": "#/components/responses/Problem413"
     },
     "415": {
      "$ref": "#/components/responses/Problem415"
     },
     "422": {
      "$ref": "#/components/responses/Problem422"
     },
     "429": {
      "$ref": "#/components/responses/Problem429"
     },
     "503": {
      "$ref": "#/components/responses/Problem503"
     }
    },
    "x-permission": "members.write",
    "x-error-codes": [
     "bad_request",
     "unauthenticated",
     "forbidden",
     "not_found",
     "conflict",
     "payload_too_large",
     "unsupported_media_type",
     "validation_failed",
     "rate_limited",
     "unavailable"
    ]
   },
   "delete": {
    "operationId": "removeUser",
    "tags": [
     "Members"
    ],
    "summary": "Remove a member, or leave the workspace yourself",
    "description": "Everyone may leave; removing others takes members.write, and owners.write for owners. Needs the permission `membership.leave` (owner, admin, editor, viewer). Takes: session cookie, access token.",
    "security": [
     {
      "session": []
     },
     {
      "accessToken": []
     }
    ],
    "parameters": [
     {
      "name": "tenantId",
      "in": "path",
      "required": true,
      "schema": {
       "type": "string",
       "format": "uuid"
      }
     },
     {
      "name": "userId",
      "in": "path",
      "required": true,
      "schema": {
       "type": "string",
       "format": "uuid"
      }
     },
     {
      "$ref": "#/components/parameters/WorkspaceId"
     }
    ],
    "responses": {
     "204": {
      "description": "Done; there is nothing to say.",
      "headers": {
       "X-Request-Id": {
        "$ref": "#/components/headers/X-Request-Id"
       },
       "RateLimit-Limit": {
        "$ref": "#/components/headers/RateLimit-Limit"
       },
       "RateLimit-Remaining": {
        "$ref": "#/components/headers/RateLimit-Remaining"
       },
       "RateLimit-Reset": {
        "$ref": "#/components/headers/RateLimit-Reset"
       }
      }
     },
     "400": {
      "$ref": "#/components/responses/Problem400"
     },
     "401": {
      "$ref": "#/components/responses/Problem401"
     },
     "403": {
      "$ref": "#/components/responses/Problem403"
     },
     "404": {
      "$ref": "#/components/responses/Problem404"
     },
     "409": {
      "$ref": "#/components/responses/Problem409"
     },
     "429": {
      "$ref": "#/components/responses/Problem429"
     },
     "503": {
      "$ref": "#/components/responses/Problem503"
     }
    },
    "x-permission": "membership.leave",
    "x-error-codes": [
     "bad_request",
     "unauthenticated",
     "forbidden",
     "not_found",
     "conflict",
     "rate_limited",
     "unavailable"
    ]
   }
  }
 },
 "components": {
  "schemas": {
   "AccountDto": {
    "type": "object",
    "properties": {
     "user": {
      "$ref": "#/components/schemas/UserDto"
     },
     "emailVerified": {
      "type": "boolean"
     },
     "hasPassword": {
      "type": "boolean"
     },
     "passwordChangedAt": {
      "anyOf": [
       {
        "type": "string",
        "format": "date-time"
       },
       {
        "type": "null"
       }
      ]
     },
     "connections": {
      "type": "array",
      "items": {
       "$ref": "#/components/schemas/ConnectionDto"
      }
     },
     "secondFactor": {
      "type": "object",
      "properties": {
       "enabledAt": {
        "anyOf": [
         {
          "type": "string",
          "format": "date-time"
         },
         {
          "type": "null"
         }
        ]
       },
       "recoveryCodesLeft": {
        "type": "integer"
       }
      },
      "required": [
       "enabledAt",
       "recoveryCodesLeft"
      ],
      "additionalProperties": false
     }
    },
    "required": [
     "user",
     "emailVerified",
     "hasPassword",
     "passwordChangedAt",
     "connections",
     "secondFactor"
    ],
    "additionalProperties": false,
    "description": "A person's own account."
   },
   "ActivityFeed": {
    "type": "object",
    "properties": {
     "items": {
      "type": "array",
      "items": {
       "$ref": "#/components/schemas/ActivityItem"
      }
     }
    },
    "required": [
     "items"
    ],
    "additionalProperties": false
   },
   "ActivityItem": {
    "type": "object",
    "properties": {
     "id": {
      "type": "string",
      "description": "Unique within the feed: kind and the record's id."
     },
     "kind": {
      "$ref": "#/components/schemas/ActivityKind"
     },
     "title": {
      "type": "string"
     },
     "detail": {
      "type": "string"
     },
     "href": {
      "type": "string",
      "description": "Path inside the product."
     },
     "at": {
      "type": "string",
      "format": "date-time"
     }
    },
    "required": [
     "id",
     "kind",
     "title",
     "detail",
     "href",
     "at"
    ],
    "additionalProperties": false
   },
   "ActivityKind": {
    "type": "string",
    "enum": [
     "request",
     "site",
     "form",
     "visit"
    ],
    "description": "visit: the first visit that a site counted."
   },
   "AddDomainInput": {
    "type": "object",
    "properties": {
     "domain": {
      "type": "string",
      "minLength": 1,
      "maxLength": 300
     }
    },
    "required": [
     "domain"
    ],
    "additionalProperties": false
   },
   "AnnotationDto": {
    "type": "object",
    "properties": {
     "id": {
      "type": "string",
      "format": "uuid"
     },
     "siteId": {
      "type": "string",
      "format": "uuid"
     },
     "day": {
      "type": "string",
      "format": "date"
     },
     "text": {
      "type": "string"
     },
     "createdByUserId": {
      "anyOf": [
       {
        "type": "string",
        "format": "uuid"
       },
       {
        "type": "null"
       }
      ]
     },
     "createdAt": {
      "type": "string",
      "format": "date-time"
     }
    },
    "required": [
     "id",
     "siteId",
     "day",
     "text",
     "createdByUserId",
     "createdAt"
    ],
    "additionalProperties": false
   },
   "AnnotationList": {
    "type": "object",
    "properties": {
     "items": {
      "type": "array",
      "items": {
       "$ref": "#/components/schemas/AnnotationDto"
      }
     }
    },
    "required": [
     "items"
    ],
    "additionalProperties": false
   },
   "ApiKeyDto": {
    "type": "object",
    "properties": {
     "id": {
      "type": "string",
      "format": "uuid"
     },
     "name": {
      "type": "string"
     },
     "prefix": {
      "type": "string"
     },
     "scopes": {
      "type": "array",
      "items": {
       "type": "string"
      }
     },
     "createdBy": {
      "type": "object",
      "properties": {
       "id": {
        "type": "string",
        "format": "uuid"
       },
       "name": {
        "type": "string"
       }
      },
      "required": [
       "id",
       "name"
      ],
      "additionalProperties": false
     },
     "ratePerMin": {
      "anyOf": [
       {
        "type": "integer"
       },
       {
        "type": "null"
       }
      ]
     },
     "createdAt": {
      "type": "string",
      "format": "date-time"
     },
     "expiresAt": {
      "anyOf": [
       {
        "type": "string",
        "format": "date-time"
       },
       {
        "type": "null"
       }
      ]
     },
     "lastUsedAt": {
      "anyOf": [
       {
        "type": "string",
        "format": "date-time"
       },
       {
        "type": "null"
       }
      ]
     },
     "revokedAt": {
      "anyOf": [
       {
        "type": "string",
        "format": "date-time"
       },
       {
        "type": "null"
       }
      ]
     }
    },
    "required": [
     "id",
     "name",
     "prefix",
     "scopes",
     "createdBy",
     "ratePerMin",
     "createdAt",
     "expiresAt",
     "lastUsedAt",
     "revokedAt"
    ],
    "additionalProperties": false,
    "description": "What the list shows of a key; the key itself is shown once, when it is made."
   },
   "ApiKeyList": {
    "type": "object",
    "properties": {
     "items": {
      "type": "array",
      "items": {
       "$ref": "#/components/schemas/ApiKeyDto"
      }
     },
     "nextCursor": {
      "type": [
       "string",
       "null"
      ]
     }
    },
    "required": [
     "items",
     "nextCursor"
    ],
    "additionalProperties": false
   },
   "ApplyImportInput": {
    "type": "object",
    "properties": {
     "overlap": {
      "default": "skip",
      "type": "string",
      "enum": [
       "skip",
       "refuse"
      ],
      "description": "Days that already have numbers: leave them out, or refuse the whole import."
     }
    },
    "additionalProperties": false
   },
   "AuditFilters": {
    "type": "object",
    "properties": {
     "action": {
      "type": "string",
      "maxLength": 100,
      "description": "A whole action (\"member.invite\") or its first part (\"member\")."
     },
     "actorId": {
      "type": "string",
      "maxLength": 100
     },
     "entityType": {
      "type": "string",
      "maxLength": 100
     },
     "entityId": {
      "type": "string",
      "maxLength": 100
     },
     "from": {
      "type": "string",
      "format": "date-time",
      "description": "From this moment on."
     },
     "to": {
      "type": "string",
      "format": "date-time",
      "description": "Before this moment."
     },
     "q": {
      "type": "string",
      "maxLength": 100,
      "description": "Text in what was changed."
     }
    },
    "description": "Which lines of the audit log. Texts match without regard to case."
   },
   "AuditLineDto": {
    "type": "object",
    "properties": {
     "id": {
      "type": "string",
      "format": "uuid"
     },
     "at": {
      "type": "string",
      "format": "date-time"
     },
     "actor": {
      "type": "object",
      "properties": {
       "type": {
        "type": "string",
        "enum": [
         "user",
         "api_key",
         "system",
         "public"
        ]
       },
       "id": {
        "type": [
         "string",
         "null"
        ]
       },
       "name": {
        "type": "string"
       }
      },
      "required": [
       "type",
       "id",
       "name"
      ],
      "additionalProperties": false
     },
     "action": {
      "type": "string"
     },
     "entityType": {
      "type": "string"
     },
     "entityId": {
      "type": "string"
     },
     "entityName": {
      "type": [
       "string",
       "null"
      ],
      "description": "A name for people, where the record or the workspace knows one."
     },
     "before": {},
     "after": {},
     "requestId": {
      "type": "string"
     }
    },
    "required": [
     "id",
     "at",
     "actor",
     "action",
     "entityType",
     "entityId",
     "entityName",
     "before",
     "after",
     "requestId"
    ],
    "additionalProperties": false
   },
   "AuditList": {
    "type": "object",
    "properties": {
     "items": {
      "type": "array",
      "items": {
       "$ref": "#/components/schemas/AuditLineDto"
      }
     },
     "nextCursor": {
      "type": [
       "string",
       "null"
      ]
     }
    },
    "required": [
     "items",
     "nextCursor"
    ],
    "additionalProperties": false
   },
   "AvatarDto": {
    "type": "object",
    "properties": {
     "avatarUrl": {
      "type": [
       "string",
       "null"
      ]
     }
    },
    "required": [
     "avatarUrl"
    ],
    "additionalProperties": false
   },
   "BreakdownResult": {
    "type": "object",
    "properties": {
     "kind": {
      "type": "string",
      "const": "breakdown"
     },
     "dimension": {
      "$ref": "#/components/schemas/ReportDimension"
     },
     "rows": {
      "type": "array",
      "items": {
       "$ref": "#/components/schemas/BreakdownRow"
      }
     },
     "total": {
      "type": "integer",
      "minimum": 0,
      "description": "How many different values there are, all pages of the list together."
     }
    },
    "required": [
     "kind",
     "dimension",
     "rows",
     "total"
    ],
    "additionalProperties": false
   },
   "BreakdownRow": {
    "type": "object",
    "properties": {
     "value": {
      "type": "string",
      "description": "The stored value: a path, a host, a country code; \"\" stands for unknown or none. A region is \"DE|Bavaria\", a city \"DE|Bavaria|Munich\"."
     },
     "label": {
      "type": "string",
      "description": "What people read: \"Germany\" for \"DE\"."
     },
     "visitors": {
      "type": "integer",
      "minimum": 0
     },
     "visits": {
      "type": "integer",
      "minimum": 0
     },
     "pageViews": {
      "type": "integer",
      "minimum": 0
     },
     "events": {
      "type": "integer",
      "minimum": 0
     },
     "bounces": {
      "type": "integer",
      "minimum": 0
     },
     "visibleMs": {
      "type": "integer",
      "minimum": 0
     },
     "scrollPct": {
      "anyOf": [
       {
        "type": "number",
        "minimum": 0,
        "maximum": 100
       },
       {
        "type": "null"
       }
      ],
      "description": "Pages only: how deep they were read on average, percent; null where nobody's browser said."
     },
     "previous": {
      "type": "object",
      "properties": {
       "visitors": {
        "type": "integer",
        "minimum": 0
       },
       "visits": {
        "type": "integer",
        "minimum": 0
       },
       "pageViews": {
        "type": "integer",
        "minimum": 0
       },
       "events": {
        "type": "integer",
        "minimum": 0
       },
       "bounces": {
        "type": "integer",
        "minimum": 0
       },
       "visibleMs": {
        "type": "integer",
        "minimum": 0
       }
      },
      "required": [
       "visitors",
       "visits",
       "pageViews",
       "events",
       "bounces",
       "visibleMs"
      ],
      "additionalProperties": false
     }
    },
    "required": [
     "value",
     "label",
     "visitors",
     "visits",
     "pageViews",
     "events",
     "bounces",
     "visibleMs",
     "scrollPct"
    ],
    "additionalProperties": false
   },
   "BreakdownSort": {
    "type": "string",
    "enum": [
     "visitors",
     "visits",
     "pageViews",
     "events",
     "bounces",
     "visibleMs",
     "value"
    ],
    "description": "How rows of a breakdown are ordered, largest first (`value`: A to Z)."
   },
   "ChangeEmailInput": {
    "type": "object",
    "properties": {
     "currentPassword": {
      "type": "string",
      "maxLength": 200,
      "description": "Your password. Without one: sign in again, then call within 15 minutes."
     },
     "newEmail": {
      "type": "string",
      "maxLength": 254,
      "format": "email"
     }
    },
    "required": [
     "newEmail"
    ]
   },
   "ChangeMemberInput": {
    "type": "object",
    "properties": {
     "role": {
      "$ref": "#/components/schemas/MemberRole"
     },
     "isActive": {
      "type": "boolean"
     }
    },
    "additionalProperties": false
   },
   "ChangePasswordInput": {
    "type": "object",
    "properties": {
     "currentPassword": {
      "type": "string",
      "maxLength": 200,
      "description": "Your password. Without one: sign in again, then call within 15 minutes."
     },
     "newPassword": {
      "type": "string",
      "minLength": 10,
      "maxLength": 200
     }
    },
    "required": [
     "newPassword"
    ]
   },
   "ChannelRule": {
    "type": "object",
    "properties": {
     "field": {
      "$ref": "#/components/schemas/ChannelRuleField"
     },
     "op": {
      "$ref": "#/components/schemas/ChannelRuleOp"
     },
     "value": {
      "type": "string",
      "minLength": 1,
      "maxLength": 200,
      "description": "Compared without regard to letter case."
     },
     "channel": {
      "type": "string",
      "minLength": 1,
      "maxLength": 50,
      "description": "One of the default channels or a name of the owner's own."
     }
    },
    "required": [
     "field",
     "op",
     "value",
     "channel"
    ],
    "additionalProperties": false
   },
   "ChannelRuleField": {
    "type": "string",
    "enum": [
     "source",
     "medium",
     "campaign",
     "term",
     "content",
     "utm_source",
     "referrer",
     "click_id",
     "link"
    ],
    "description": "What a rule looks at: `source` as reports show it, `medium`, `campaign`, `term` and `content` as the link says them in its utm_ fields, `utm_source` as written there, `referrer` as host and path, `click_id` as the name of a network's mark (\"gclid\"), `link` as the code of a short link."
   },
   "ChannelRuleOp": {
    "type": "string",
    "enum": [
     "is",
     "contains",
     "starts_with"
    ]
   },
   "ChannelRules": {
    "maxItems": 100,
    "type": "array",
    "items": {
     "$ref": "#/components/schemas/ChannelRule"
    },
    "description": "Read from top to bottom; the first that fits decides."
   },
   "Closing": {
    "type": "object",
    "properties": {
     "requestedAt": {
      "type": "string",
      "format": "date-time"
     },
     "purgeAfterAt": {
      "type": "string",
      "format": "date-time",
      "description": "From then on nothing can be restored."
     },
     "requestedBy": {
      "anyOf": [
       {
        "type": "object",
        "properties": {
         "id": {
          "type": "string",
          "format": "uuid"
         },
         "name": {
          "type": "string"
         }
        },
        "required": [
         "id",
         "name"
        ],
        "additionalProperties": false
       },
       {
        "type": "null"
       }
      ]
     }
    },
    "required": [
     "requestedAt",
     "purgeAfterAt",
     "requestedBy"
    ],
    "additionalProperties": false,
    "description": "Set while a workspace waits for its deletion."
   },
   "CodeInput": {
    "type": "object",
    "properties": {
     "code": {
      "type": "string",
      "minLength": 6,
      "maxLength": 40
     }
    },
    "required": [
     "code"
    ]
   },
   "CompanyDto": {
    "type": "object",
    "properties": {
     "id": {
      "type": "string",
      "format": "uuid"
     },
     "name": {
      "type": "string"
     },
     "isDefault": {
      "type": "boolean"
     },
     "createdAt": {
      "type": "string",
      "format": "date-time"
     }
    },
    "required": [
     "id",
     "name",
     "isDefault",
     "createdAt"
    ],
    "additionalProperties": false
   },
   "CompanyList": {
    "type": "object",
    "properties": {
     "items": {
      "type": "array",
      "items": {
       "$ref": "#/components/schemas/CompanyDto"
      }
     },
     "nextCursor": {
      "type": [
       "string",
       "null"
      ]
     }
    },
    "required": [
     "items",
     "nextCursor"
    ],
    "additionalProperties": false
   },
   "Compare": {
    "anyOf": [
     {
      "type": "string",
      "enum": [
       "none",
       "previous",
       "year"
      ]
     },
     {
      "$ref": "#/components/schemas/DayRange"
     }
    ],
    "description": "`previous`: as many days that end the day before; `year`: the same dates a year earlier; or days of one's own choice."
   },
   "ConnectionDto": {
    "type": "object",
    "properties": {
     "provider": {
      "$ref": "#/components/schemas/ProviderId"
     },
     "name": {
      "type": "string"
     },
     "available": {
      "type": "boolean"
     },
     "sandbox": {
      "type": "boolean",
      "description": "A stand-in of the local demo, not the real service."
     },
     "email": {
      "description": "The address there; null while not connected.",
      "type": [
       "string",
       "null"
      ]
     },
     "connectedAt": {
      "anyOf": [
       {
        "type": "string",
        "format": "date-time"
       },
       {
        "type": "null"
       }
      ]
     }
    },
    "required": [
     "provider",
     "name",
     "available",
     "sandbox",
     "email",
     "connectedAt"
    ],
    "additionalProperties": false,
    "description": "A sign-in service: whether it can be used here, and whether it is connected to the account."
   },
   "ConsentMode": {
    "type": "string",
    "enum": [
     "cookieless",
     "consent"
    ]
   },
   "ContactDto": {
    "type": "object",
    "properties": {
     "id": {
      "type": "string",
      "format": "uuid"
     },
     "email": {
      "type": "string"
     },
     "name": {
      "type": "string"
     },
     "companyName": {
      "type": "string"
     },
     "phone": {
      "type": "string"
     },
     "createdAt": {
      "type": "string",
      "format": "date-time"
     },
     "updatedAt": {
      "type": "string",
      "format": "date-time"
     }
    },
    "required": [
     "id",
     "email",
     "name",
     "companyName",
     "phone",
     "createdAt",
     "updatedAt"
    ],
    "additionalProperties": false
   },
   "ContactList": {
    "type": "object",
    "properties": {
     "items": {
      "type": "array",
      "items": {
       "$ref": "#/components/schemas/ContactDto"
      }
     },
     "nextCursor": {
      "type": [
       "string",
       "null"
      ]
     }
    },
    "required": [
     "items",
     "nextCursor"
    ],
    "additionalProperties": false
   },
   "CreateAnnotationInput": {
    "type": "object",
    "properties": {
     "day": {
      "type": "string",
      "format": "date"
     },
     "text": {
      "type": "string",
      "minLength": 1,
      "maxLength": 300
     }
    },
    "required": [
     "day",
     "text"
    ],
    "additionalProperties": false
   },
   "CreateApiKeyInput": {
    "type": "object",
    "properties": {
     "name": {
      "type": "string",
      "minLength": 1,
      "maxLength": 80
     },
     "scopes": {
      "minItems": 1,
      "maxItems": 64,
      "type": "array",
      "items": {
       "type": "string",
       "maxLength": 64
      },
      "description": "Permissions of the table at /docs that a key can hold."
     },
     "expiresAt": {
      "type": "string",
      "format": "date-time"
     },
     "ratePerMin": {
      "type": "integer",
      "minimum": 1,
      "maximum": 6000
     }
    },
    "required": [
     "name",
     "scopes"
    ]
   },
   "CreateContactInput": {
    "type": "object",
    "properties": {
     "email": {
      "type": "string",
      "maxLength": 254,
      "format": "email"
     },
     "name": {
      "type": "string",
      "maxLength": 200
     },
     "companyName": {
      "type": "string",
      "maxLength": 200
     },
     "phone": {
      "type": "string",
      "maxLength": 50
     }
    },
    "required": [
     "email"
    ],
    "additionalProperties": false
   },
   "CreateDigestInput": {
    "type": "object",
    "properties": {
     "frequency": {
      "$ref": "#/components/schemas/DigestFrequency"
     },
     "recipients": {
      "minItems": 1,
      "maxItems": 20,
      "type": "array",
      "items": {
       "type": "string",
       "maxLength": 254,
       "format": "email"
      },
      "description": "Members or anybody else; each message has a link that ends it for its recipient."
     }
    },
    "required": [
     "frequency",
     "recipients"
    ],
    "additionalProperties": false
   },
   "CreateFormInput": {
    "type": "object",
    "properties": {
     "name": {
      "type": "string",
      "minLength": 1,
      "maxLength": 120
     },
     "kind": {
      "$ref": "#/components/schemas/RequestKind"
     },
     "siteId": {
      "default": null,
      "anyOf": [
       {
        "type": "string",
        "format": "uuid"
       },
       {
        "type": "null"
       }
      ]
     },
     "companyId": {
      "type": "string",
      "format": "uuid",
      "description": "Defaults to the site's company, else to the workspace's default company."
     },
     "redirectUrl": {
      "default": null,
      "anyOf": [
       {
        "type": "string",
        "maxLength": 2000,
        "format": "uri"
       },
       {
        "type": "null"
       }
      ],
      "description": "https, or http on a host of the form."
     },
     "allowedHosts": {
      "maxItems": 50,
      "type": "array",
      "items": {
       "type": "string",
       "maxLength": 253
      }
     }
    },
    "required": [
     "name",
     "kind"
    ],
    "additionalProperties": false
   },
   "CreateFunnelInput": {
    "type": "object",
    "properties": {
     "name": {
      "type": "string",
      "minLength": 1,
      "maxLength": 120
     },
     "steps": {
      "$ref": "#/components/schemas/FunnelSteps"
     },
     "windowMinutes": {
      "default": 1440,
      "type": "integer",
      "minimum": 1,
      "maximum": 43200
     }
    },
    "required": [
     "name",
     "steps"
    ],
    "additionalProperties": false
   },
   "CreateGoalInput": {
    "type": "object",
    "properties": {
     "name": {
      "type": "string",
      "minLength": 1,
      "maxLength": 120
     },
     "kind": {
      "$ref": "#/components/schemas/StepKind"
     },
     "pattern": {
      "type": "string",
      "minLength": 1,
      "maxLength": 500
     },
     "valueCents": {
      "default": null,
      "anyOf": [
       {
        "type": "integer",
        "minimum": 0,
        "maximum": 100000000000
       },
       {
        "type": "null"
       }
      ]
     },
     "currency": {
      "default": null,
      "anyOf": [
       {
        "type": "string",
        "pattern": "^[A-Z]{3}$"
       },
       {
        "type": "null"
       }
      ]
     },
     "valueProperty": {
      "default": null,
      "anyOf": [
       {
        "type": "string",
        "minLength": 1,
        "maxLength": 100
       },
       {
        "type": "null"
       }
      ]
     }
    },
    "required": [
     "name",
     "kind",
     "pattern"
    ],
    "additionalProperties": false
   },
   "CreateImportInput": {
    "type": "object",
    "properties": {
     "source": {
      "$ref": "#/components/schemas/ImportSource"
     }
    },
    "required": [
     "source"
    ],
    "additionalProperties": false
   },
   "CreateSavedViewInput": {
    "type": "object",
    "properties": {
     "name": {
      "type": "string",
      "minLength": 1,
      "maxLength": 120
     },
     "query": {
      "type": "object",
      "properties": {
       "range": {
        "type": "string",
        "maxLength": 40
       },
       "compare": {
        "type": "string",
        "maxLength": 40
       },
       "interval": {
        "$ref": "#/components/schemas/SeriesInterval"
       },
       "filters": {
        "default": [],
        "$ref": "#/components/schemas/ReportFilters"
       },
       "tabs": {
        "type": "object",
        "additionalProperties": {
         "$ref": "#/components/schemas/ReportDimension"
        }
       }
      },
      "additionalProperties": false
     }
    },
    "required": [
     "name",
     "query"
    ],
    "additionalProperties": false
   },
   "CreateShareLinkInput": {
    "type": "object",
    "properties": {
     "name": {
      "type": "string",
      "minLength": 1,
      "maxLength": 120,
      "description": "Whom it is for."
     },
     "password": {
      "type": "string",
      "minLength": 8,
      "maxLength": 200,
      "description": "Asked of whoever opens the link."
     },
     "expiresAt": {
      "type": "string",
      "format": "date-time",
      "description": "When the link stops working."
     }
    },
    "required": [
     "name"
    ],
    "additionalProperties": false
   },
   "CreateSiteInput": {
    "type": "object",
    "properties": {
     "name": {
      "type": "string",
      "minLength": 1,
      "maxLength": 120,
      "description": "Defaults to the domain."
     },
     "domain": {
      "type": "string",
      "maxLength": 253
     },
     "timeZone": {
      "default": "UTC",
      "type": "string",
      "minLength": 1,
      "maxLength": 64
     },
     "allowedHosts": {
      "maxItems": 50,
      "type": "array",
      "items": {
       "type": "string",
       "maxLength": 253
      },
      "description": "Further hosts whose pages may count, beside the domain and its subdomains."
     },
     "companyId": {
      "type": "string",
      "format": "uuid",
      "description": "Defaults to the workspace's default company."
     }
    },
    "required": [
     "domain"
    ],
    "additionalProperties": false
   },
   "CreateTenantInput": {
    "type": "object",
    "properties": {
     "name": {
      "type": "string",
      "minLength": 1,
      "maxLength": 120
     },
     "timeZone": {
      "default": "UTC",
      "type": "string",
      "minLength": 1,
      "maxLength": 64
     }
    },
    "required": [
     "name"
    ],
    "additionalProperties": false
   },
   "DayRange": {
    "type": "object",
    "properties": {
     "from": {
      "type": "string",
      "format": "date"
     },
     "to": {
      "type": "string",
      "format": "date"
     }
    },
    "required": [
     "from",
     "to"
    ],
    "additionalProperties": false,
    "description": "Both days are included, in the site's time zone."
   },
   "DeleteTenantInput": {
    "type": "object",
    "properties": {
     "confirmName": {
      "type": "string",
      "maxLength": 120,
      "description": "The workspace's name, typed: a deletion is not done by accident."
     }
    },
    "required": [
     "confirmName"
    ],
    "additionalProperties": false
   },
   "DigestDto": {
    "type": "object",
    "properties": {
     "id": {
      "type": "string",
      "format": "uuid"
     },
     "siteId": {
      "type": "string",
      "format": "uuid"
     },
     "frequency": {
      "$ref": "#/components/schemas/DigestFrequency"
     },
     "recipients": {
      "type": "array",
      "items": {
       "type": "string"
      }
     },
     "isActive": {
      "type": "boolean"
     },
     "nextSendAt": {
      "type": "string",
      "format": "date-time",
      "description": "At 08:00 in the website's time zone: each day, each Monday, or on the first of each month."
     },
     "lastSentAt": {
      "anyOf": [
       {
        "type": "string",
        "format": "date-time"
       },
       {
        "type": "null"
       }
      ]
     },
     "createdAt": {
      "type": "string",
      "format": "date-time"
     }
    },
    "required": [
     "id",
     "siteId",
     "frequency",
     "recipients",
     "isActive",
     "nextSendAt",
     "lastSentAt",
     "createdAt"
    ],
    "additionalProperties": false
   },
   "DigestFrequency": {
    "type": "string",
    "enum": [
     "daily",
     "weekly",
     "monthly"
    ]
   },
   "DigestList": {
    "type": "object",
    "properties": {
     "items": {
      "type": "array",
      "items": {
       "$ref": "#/components/schemas/DigestDto"
      }
     }
    },
    "required": [
     "items"
    ],
    "additionalProperties": false
   },
   "DisableSecondFactorInput": {
    "type": "object",
    "properties": {
     "currentPassword": {
      "type": "string",
      "maxLength": 200,
      "description": "Your password. Without one: sign in again, then call within 15 minutes."
     },
     "code": {
      "type": "string",
      "minLength": 6,
      "maxLength": 40
     }
    }
   },
   "DomainDto": {
    "type": "object",
    "properties": {
     "id": {
      "type": "string",
      "format": "uuid"
     },
     "domain": {
      "type": "string"
     },
     "status": {
      "type": "string",
      "enum": [
       "waiting",
       "verified",
       "missing"
      ]
     },
     "method": {
      "anyOf": [
       {
        "type": "string",
        "enum": [
         "dns",
         "tracker"
        ]
       },
       {
        "type": "null"
       }
      ]
     },
     "record": {
      "type": "object",
      "properties": {
       "name": {
        "type": "string"
       },
       "value": {
        "type": "string"
       }
      },
      "required": [
       "name",
       "value"
      ],
      "additionalProperties": false,
      "description": "The TXT record that proves it: where, and what."
     },
     "createdAt": {
      "type": "string",
      "format": "date-time"
     },
     "verifiedAt": {
      "anyOf": [
       {
        "type": "string",
        "format": "date-time"
       },
       {
        "type": "null"
       }
      ]
     },
     "lastCheckedAt": {
      "anyOf": [
       {
        "type": "string",
        "format": "date-time"
       },
       {
        "type": "null"
       }
      ]
     },
     "lastFault": {
      "type": [
       "string",
       "null"
      ],
      "description": "Why the last check did not succeed, in a sentence."
     },
     "missingSince": {
      "anyOf": [
       {
        "type": "string",
        "format": "date-time"
       },
       {
        "type": "null"
       }
      ],
      "description": "Since when the proof of a verified domain cannot be found any more."
     }
    },
    "required": [
     "id",
     "domain",
     "status",
     "method",
     "record",
     "createdAt",
     "verifiedAt",
     "lastCheckedAt",
     "lastFault",
     "missingSince"
    ],
    "additionalProperties": false
   },
   "DomainList": {
    "type": "object",
    "properties": {
     "items": {
      "type": "array",
      "items": {
       "$ref": "#/components/schemas/DomainDto"
      }
     },
     "nextCursor": {
      "type": "null"
     }
    },
    "required": [
     "items",
     "nextCursor"
    ],
    "additionalProperties": false
   },
   "Done": {
    "type": "object",
    "properties": {
     "status": {
      "type": "string",
      "const": "ok"
     }
    },
    "required": [
     "status"
    ],
    "additionalProperties": false,
    "description": "Where a change that carries no data ends: nothing more to say."
   },
   "DropReason": {
    "type": "string",
    "enum": [
     "bad_json",
     "bad_event",
     "too_large",
     "unknown_site",
     "host_not_allowed",
     "bot",
     "preview",
     "prefetch",
     "excluded",
     "stale",
     "rate_limited",
     "site_rate_limited",
     "replay_unreadable",
     "replay_off",
     "replay_no_consent",
     "replay_over"
    ],
    "description": "Why the collector did not count an event."
   },
   "DropsDto": {
    "type": "object",
    "properties": {
     "range": {
      "type": "object",
      "properties": {
       "from": {
        "type": "string",
        "format": "date"
       },
       "to": {
        "type": "string",
        "format": "date"
       }
      },
      "required": [
       "from",
       "to"
      ],
      "additionalProperties": false
     },
     "total": {
      "type": "integer"
     },
     "items": {
      "type": "array",
      "items": {
       "type": "object",
       "properties": {
        "reason": {
         "$ref": "#/components/schemas/DropReason"
        },
        "explanation": {
         "type": "string"
        },
        "count": {
         "type": "integer"
        },
        "lastDay": {
         "type": "string",
         "format": "date"
        }
       },
       "required": [
        "reason",
        "explanation",
        "count",
        "lastDay"
       ],
       "additionalProperties": false
      },
      "description": "One row a reason with what it means, most frequent first; days in UTC."
     }
    },
    "required": [
     "range",
     "total",
     "items"
    ],
    "additionalProperties": false
   },
   "EndedSessions": {
    "type": "object",
    "properties": {
     "count": {
      "type": "integer",
      "description": "How many sessions ended."
     }
    },
    "required": [
     "count"
    ],
    "additionalProperties": false
   },
   "ErasureDto": {
    "type": "object",
    "properties": {
     "id": {
      "type": "string",
      "format": "uuid"
     },
     "siteId": {
      "type": "string",
      "format": "uuid"
     },
     "subject": {
      "type": "string",
      "enum": [
       "visitor",
       "contact"
      ]
     },
     "subjectHash": {
      "type": "string",
      "description": "SHA-256 of what was named, in hex: whoever knows it can prove that it was this one."
     },
     "status": {
      "type": "string",
      "enum": [
       "queued",
       "running",
       "done",
       "failed"
      ]
     },
     "receipt": {
      "anyOf": [
       {
        "$ref": "#/components/schemas/ErasureReceipt"
       },
       {
        "type": "null"
       }
      ]
     },
     "lastError": {
      "type": [
       "string",
       "null"
      ]
     },
     "createdAt": {
      "type": "string",
      "format": "date-time"
     },
     "doneAt": {
      "anyOf": [
       {
        "type": "string",
        "format": "date-time"
       },
       {
        "type": "null"
       }
      ]
     }
    },
    "required": [
     "id",
     "siteId",
     "subject",
     "subjectHash",
     "status",
     "receipt",
     "lastError",
     "createdAt",
     "doneAt"
    ],
    "additionalProperties": false
   },
   "ErasureList": {
    "type": "object",
    "properties": {
     "items": {
      "type": "array",
      "items": {
       "$ref": "#/components/schemas/ErasureDto"
      }
     },
     "nextCursor": {
      "type": [
       "string",
       "null"
      ]
     }
    },
    "required": [
     "items",
     "nextCursor"
    ],
    "additionalProperties": false
   },
   "ErasureReceipt": {
    "type": "object",
    "properties": {
     "events": {
      "type": "integer",
      "minimum": 0,
      "description": "Rows of the event log."
     },
     "visits": {
      "type": "integer",
      "minimum": 0
     },
     "visitors": {
      "type": "integer",
      "minimum": 0,
      "description": "Visitors who had agreed to be recognised."
     },
     "recordings": {
      "type": "integer",
      "minimum": 0
     },
     "requestsUnlinked": {
      "type": "integer",
      "minimum": 0,
      "description": "Requests that stay, without the visit that they came from."
     },
     "startedAt": {
      "anyOf": [
       {
        "type": "string",
        "format": "date-time"
       },
       {
        "type": "null"
       }
      ]
     },
     "finishedAt": {
      "anyOf": [
       {
        "type": "string",
        "format": "date-time"
       },
       {
        "type": "null"
       }
      ]
     }
    },
    "required": [
     "events",
     "visits",
     "visitors",
     "recordings",
     "requestsUnlinked",
     "startedAt",
     "finishedAt"
    ],
    "additionalProperties": false,
    "description": "What went. It says how much and when, not who it was."
   },
   "EventPropertiesResult": {
    "type": "object",
    "properties": {
     "kind": {
      "type": "string",
      "const": "event_properties"
     },
     "event": {
      "type": "string"
     },
     "events": {
      "type": "integer",
      "minimum": 0,
      "description": "How often the event happened, and in how many visits."
     },
     "visits": {
      "type": "integer",
      "minimum": 0
     },
     "properties": {
      "type": "array",
      "items": {
       "type": "object",
       "properties": {
        "name": {
         "type": "string"
        },
        "events": {
         "type": "integer",
         "minimum": 0,
         "description": "Events that carry the property."
        },
        "valuesTotal": {
         "type": "integer",
         "minimum": 0,
         "description": "How many different values it has."
        },
        "values": {
         "type": "array",
         "items": {
          "$ref": "#/components/schemas/PropertyValue"
         }
        }
       },
       "required": [
        "name",
        "events",
        "valuesTotal",
        "values"
       ],
       "additionalProperties": false
      },
      "description": "Most frequent first."
     }
    },
    "required": [
     "kind",
     "event",
     "events",
     "visits",
     "properties"
    ],
    "additionalProperties": false
   },
   "ExportDto": {
    "type": "object",
    "properties": {
     "id": {
      "type": "string",
      "format": "uuid"
     },
     "status": {
      "type": "string",
      "enum": [
       "queued",
       "running",
       "ready",
       "failed",
       "expired"
      ]
     },
     "requestedBy": {
      "anyOf": [
       {
        "type": "object",
        "properties": {
         "id": {
          "type": "string",
          "format": "uuid"
         },
         "name": {
          "type": "string"
         }
        },
        "required": [
         "id",
         "name"
        ],
        "additionalProperties": false
       },
       {
        "type": "null"
       }
      ]
     },
     "createdAt": {
      "type": "string",
      "format": "date-time"
     },
     "readyAt": {
      "anyOf": [
       {
        "type": "string",
        "format": "date-time"
       },
       {
        "type": "null"
       }
      ]
     },
     "expiresAt": {
      "anyOf": [
       {
        "type": "string",
        "format": "date-time"
       },
       {
        "type": "null"
       }
      ],
      "description": "When the copy is deleted."
     },
     "sizeBytes": {
      "anyOf": [
       {
        "type": "integer",
        "minimum": 0
       },
       {
        "type": "null"
       }
      ]
     },
     "progress": {
      "anyOf": [
       {
        "type": "object",
        "properties": {
         "done": {
          "type": "integer",
          "minimum": 0
         },
         "total": {
          "type": "integer",
          "minimum": 0
         }
        },
        "required": [
         "done",
         "total"
        ],
        "additionalProperties": false
       },
       {
        "type": "null"
       }
      ],
      "description": "Parts written so far, and parts in all; null unless it runs."
     },
     "lastError": {
      "type": [
       "string",
       "null"
      ]
     },
     "downloadUrl": {
      "type": [
       "string",
       "null"
      ],
      "description": "Opens the file for some minutes; only where one export is read, and only when it is ready."
     }
    },
    "required": [
     "id",
     "status",
     "requestedBy",
     "createdAt",
     "readyAt",
     "expiresAt",
     "sizeBytes",
     "progress",
     "lastError",
     "downloadUrl"
    ],
    "additionalProperties": false
   },
   "ExportFormat": {
    "type": "string",
    "enum": [
     "csv",
     "ndjson"
    ]
   },
   "ExportList": {
    "type": "object",
    "properties": {
     "items": {
      "type": "array",
      "items": {
       "$ref": "#/components/schemas/ExportDto"
      }
     },
     "nextCursor": {
      "type": [
       "string",
       "null"
      ]
     }
    },
    "required": [
     "items",
     "nextCursor"
    ],
    "additionalProperties": false
   },
   "ExportWhat": {
    "type": "string",
    "enum": [
     "events",
     "visits",
     "days",
     "hours",
     "dimensions"
    ]
   },
   "FilterDimension": {
    "type": "string",
    "enum": [
     "page",
     "entry_page",
     "exit_page",
     "source",
     "channel",
     "campaign",
     "utm_source",
     "utm_medium",
     "utm_term",
     "utm_content",
     "referrer",
     "country",
     "region",
     "city",
     "browser",
     "os",
     "device",
     "language",
     "event",
     "goal"
    ]
   },
   "FilterOp": {
    "type": "string",
    "enum": [
     "is",
     "is_not",
     "contains"
    ]
   },
   "ForgotPasswordInput": {
    "type": "object",
    "properties": {
     "email": {
      "type": "string",
      "maxLength": 254,
      "format": "email"
     }
    },
    "required": [
     "email"
    ]
   },
   "FormDto": {
    "type": "object",
    "properties": {
     "id": {
      "type": "string",
      "format": "uuid"
     },
     "companyId": {
      "type": "string",
      "format": "uuid"
     },
     "siteId": {
      "anyOf": [
       {
        "type": "string",
        "format": "uuid"
       },
       {
        "type": "null"
       }
      ]
     },
     "name": {
      "type": "string"
     },
     "kind": {
      "$ref": "#/components/schemas/RequestKind"
     },
     "formKey": {
      "type": "string"
     },
     "endpointUrl": {
      "type": "string",
      "description": "Where the website's form posts to."
     },
     "isActive": {
      "type": "boolean"
     },
     "redirectUrl": {
      "type": [
       "string",
       "null"
      ],
      "description": "Where a browser goes after sending; null shows the product's own thank-you page."
     },
     "allowedHosts": {
      "type": "array",
      "items": {
       "type": "string"
      },
      "description": "Hosts whose pages may send; empty: those of the site, or every host when there is no site."
     },
     "createdAt": {
      "type": "string",
      "format": "date-time"
     }
    },
    "required": [
     "id",
     "companyId",
     "siteId",
     "name",
     "kind",
     "formKey",
     "endpointUrl",
     "isActive",
     "redirectUrl",
     "allowedHosts",
     "createdAt"
    ],
    "additionalProperties": false
   },
   "FormList": {
    "type": "object",
    "properties": {
     "items": {
      "type": "array",
      "items": {
       "$ref": "#/components/schemas/FormDto"
      }
     },
     "nextCursor": {
      "type": [
       "string",
       "null"
      ]
     }
    },
    "required": [
     "items",
     "nextCursor"
    ],
    "additionalProperties": false
   },
   "FunnelDto": {
    "type": "object",
    "properties": {
     "id": {
      "type": "string",
      "format": "uuid"
     },
     "siteId": {
      "type": "string",
      "format": "uuid"
     },
     "name": {
      "type": "string"
     },
     "steps": {
      "type": "array",
      "items": {
       "$ref": "#/components/schemas/FunnelStep"
      }
     },
     "windowMinutes": {
      "type": "integer"
     },
     "createdAt": {
      "type": "string",
      "format": "date-time"
     }
    },
    "required": [
     "id",
     "siteId",
     "name",
     "steps",
     "windowMinutes",
     "createdAt"
    ],
    "additionalProperties": false
   },
   "FunnelList": {
    "type": "object",
    "properties": {
     "items": {
      "type": "array",
      "items": {
       "$ref": "#/components/schemas/FunnelDto"
      }
     }
    },
    "required": [
     "items"
    ],
    "additionalProperties": false
   },
   "FunnelResult": {
    "type": "object",
    "properties": {
     "kind": {
      "type": "string",
      "const": "funnel"
     },
     "name": {
      "type": [
       "string",
       "null"
      ]
     },
     "windowMinutes": {
      "type": "integer"
     },
     "identified": {
      "type": "integer",
      "minimum": 0,
      "description": "What is counted: visits, and visitors who consented once each, whose steps may lie in several visits."
     },
     "steps": {
      "type": "array",
      "items": {
       "type": "object",
       "properties": {
        "name": {
         "type": "string"
        },
        "kind": {
         "$ref": "#/components/schemas/StepKind"
        },
        "pattern": {
         "type": "string"
        },
        "count": {
         "type": "integer",
         "minimum": 0,
         "description": "How many came this far."
        },
        "dropped": {
         "type": "integer",
         "minimum": 0,
         "description": "How many of the step before did not."
        },
        "rateOfPrevious": {
         "type": "number",
         "minimum": 0,
         "maximum": 1,
         "description": "Of the step before and of the first step, 0 to 1."
        },
        "rateOfFirst": {
         "type": "number",
         "minimum": 0,
         "maximum": 1
        },
        "medianSeconds": {
         "anyOf": [
          {
           "type": "integer",
           "minimum": 0
          },
          {
           "type": "null"
          }
         ],
         "description": "Half of them took no longer from the step before; null for the first step or nobody."
        }
       },
       "required": [
        "name",
        "kind",
        "pattern",
        "count",
        "dropped",
        "rateOfPrevious",
        "rateOfFirst",
        "medianSeconds"
       ],
       "additionalProperties": false
      }
     },
     "previous": {
      "type": "array",
      "items": {
       "type": "integer",
       "minimum": 0
      },
      "description": "Counts of each step in the comparison range."
     }
    },
    "required": [
     "kind",
     "name",
     "windowMinutes",
     "identified",
     "steps"
    ],
    "additionalProperties": false
   },
   "FunnelStep": {
    "type": "object",
    "properties": {
     "kind": {
      "$ref": "#/components/schemas/StepKind"
     },
     "pattern": {
      "type": "string",
      "minLength": 1,
      "maxLength": 500
     },
     "name": {
      "type": "string",
      "minLength": 1,
      "maxLength": 120,
      "description": "What to call the step; its pattern when left out."
     }
    },
    "required": [
     "kind",
     "pattern"
    ],
    "additionalProperties": false
   },
   "FunnelSteps": {
    "minItems": 2,
    "maxItems": 8,
    "type": "array",
    "items": {
     "$ref": "#/components/schemas/FunnelStep"
    }
   },
   "GoalDto": {
    "type": "object",
    "properties": {
     "id": {
      "type": "string",
      "format": "uuid"
     },
     "siteId": {
      "type": "string",
      "format": "uuid"
     },
     "name": {
      "type": "string"
     },
     "kind": {
      "$ref": "#/components/schemas/StepKind"
     },
     "pattern": {
      "type": "string"
     },
     "valueCents": {
      "anyOf": [
       {
        "type": "integer"
       },
       {
        "type": "null"
       }
      ],
      "description": "What one conversion is worth; null: nothing, or what `valueProperty` of the event says."
     },
     "currency": {
      "type": [
       "string",
       "null"
      ]
     },
     "valueProperty": {
      "type": [
       "string",
       "null"
      ],
      "description": "Property of the event that holds the value in whole units of the currency (\"19.90\")."
     },
     "createdAt": {
      "type": "string",
      "format": "date-time"
     },
     "archivedAt": {
      "anyOf": [
       {
        "type": "string",
        "format": "date-time"
       },
       {
        "type": "null"
       }
      ]
     }
    },
    "required": [
     "id",
     "siteId",
     "name",
     "kind",
     "pattern",
     "valueCents",
     "currency",
     "valueProperty",
     "createdAt",
     "archivedAt"
    ],
    "additionalProperties": false
   },
   "GoalList": {
    "type": "object",
    "properties": {
     "items": {
      "type": "array",
      "items": {
       "$ref": "#/components/schemas/GoalDto"
      }
     }
    },
    "required": [
     "items"
    ],
    "additionalProperties": false
   },
   "GoalsResult": {
    "type": "object",
    "properties": {
     "kind": {
      "type": "string",
      "const": "goals"
     },
     "rows": {
      "type": "array",
      "items": {
       "type": "object",
       "properties": {
        "goalId": {
         "type": "string",
         "format": "uuid"
        },
        "name": {
         "type": "string"
        },
        "goalKind": {
         "$ref": "#/components/schemas/StepKind"
        },
        "pattern": {
         "type": "string"
        },
        "currency": {
         "type": [
          "string",
          "null"
         ]
        },
        "conversions": {
         "type": "integer",
         "minimum": 0
        },
        "visits": {
         "type": "integer",
         "minimum": 0
        },
        "visitors": {
         "type": "integer",
         "minimum": 0
        },
        "rate": {
         "type": "number",
         "minimum": 0,
         "maximum": 1
        },
        "valueCents": {
         "anyOf": [
          {
           "type": "integer"
          },
          {
           "type": "null"
          }
         ]
        },
        "previous": {
         "type": "object",
         "properties": {
          "conversions": {
           "type": "integer",
           "minimum": 0
          },
          "visits": {
           "type": "integer",
           "minimum": 0
          },
          "visitors": {
           "type": "integer",
           "minimum": 0
          },
          "rate": {
           "type": "number",
           "minimum": 0,
           "maximum": 1
          },
          "valueCents": {
           "anyOf": [
            {
             "type": "integer"
            },
            {
             "type": "null"
            }
           ]
          }
         },
         "required": [
          "conversions",
          "visits",
          "visitors",
          "rate",
          "valueCents"
         ],
         "additionalProperties": false
        }
       },
       "required": [
        "goalId",
        "name",
        "goalKind",
        "pattern",
        "currency",
        "conversions",
        "visits",
        "visitors",
        "rate",
        "valueCents"
       ],
       "additionalProperties": false
      },
      "description": "In the order of their names; archived ones are left out."
     }
    },
    "required": [
     "kind",
     "rows"
    ],
    "additionalProperties": false
   },
   "IdentifyTokenDto": {
    "type": "object",
    "properties": {
     "token": {
      "type": "string",
      "description": "For `ba(\"identify\", token)` on a page, or for a link that leads to one; holds for 30 days."
     }
    },
    "required": [
     "token"
    ],
    "additionalProperties": false
   },
   "ImportPreview": {
    "type": "object",
    "properties": {
     "totals": {
      "type": "object",
      "properties": {
       "visitors": {
        "type": "integer",
        "minimum": 0
       },
       "visits": {
        "type": "integer",
        "minimum": 0
       },
       "pageViews": {
        "type": "integer",
        "minimum": 0
       },
       "events": {
        "type": "integer",
        "minimum": 0
       }
      },
      "required": [
       "visitors",
       "visits",
       "pageViews",
       "events"
      ],
      "additionalProperties": false,
      "description": "Sums over all days."
     },
     "days": {
      "type": "integer",
      "minimum": 0
     },
     "rows": {
      "type": "object",
      "additionalProperties": {
       "type": "integer",
       "minimum": 0
      },
      "description": "Dimension -> how many rows would be added."
     },
     "overlapDays": {
      "type": "array",
      "items": {
       "type": "string",
       "format": "date"
      },
      "description": "Days that already have numbers here; at most 400 are listed."
     },
     "overlapDaysTotal": {
      "type": "integer",
      "minimum": 0
     },
     "unreadable": {
      "type": "object",
      "properties": {
       "lines": {
        "type": "integer",
        "minimum": 0
       },
       "examples": {
        "type": "array",
        "items": {
         "type": "object",
         "properties": {
          "file": {
           "type": "string"
          },
          "line": {
           "type": "integer"
          },
          "reason": {
           "type": "string"
          }
         },
         "required": [
          "file",
          "line",
          "reason"
         ],
         "additionalProperties": false
        }
       }
      },
      "required": [
       "lines",
       "examples"
      ],
      "additionalProperties": false
     },
     "notes": {
      "type": "array",
      "items": {
       "type": "string"
      },
      "description": "What else is worth knowing: files that were left out, columns that have no counterpart here."
     }
    },
    "required": [
     "totals",
     "days",
     "rows",
     "overlapDays",
     "overlapDaysTotal",
     "unreadable",
     "notes"
    ],
    "additionalProperties": false,
    "description": "What the files say; known once they have been read."
   },
   "ImportSource": {
    "type": "string",
    "enum": [
     "plausible",
     "umami"
    ]
   },
   "IngestEvent": {
    "type": "object",
    "properties": {
     "id": {
      "type": "string",
      "format": "uuid",
      "description": "uuidv7; sent again, the event counts once. Without one the event gets a new id."
     },
     "name": {
      "type": "string",
      "minLength": 1,
      "maxLength": 100,
      "description": "Name of a custom event; without one it is a page view."
     },
     "url": {
      "type": "string",
      "maxLength": 4096,
      "format": "uri",
      "description": "Address of the page, on one of the website's hosts."
     },
     "referrer": {
      "type": "string",
      "maxLength": 4096
     },
     "ip": {
      "anyOf": [
       {
        "type": "string",
        "format": "ipv4"
       },
       {
        "type": "string",
        "format": "ipv6"
       }
      ],
      "description": "Of the visitor, who is known by both. Neither is stored."
     },
     "userAgent": {
      "type": "string",
      "minLength": 1,
      "maxLength": 1000
     },
     "at": {
      "type": "string",
      "format": "date-time",
      "description": "When it happened, within the last 48 hours; default: the id's time, else now."
     },
     "language": {
      "type": "string",
      "maxLength": 35
     },
     "screenWidthPx": {
      "type": "integer",
      "minimum": 1,
      "maximum": 20000
     },
     "properties": {
      "type": "object",
      "additionalProperties": {
       "anyOf": [
        {
         "type": "string",
         "maxLength": 500
        },
        {
         "type": "number"
        },
        {
         "type": "boolean"
        }
       ]
      },
      "description": "Flat properties of a custom event, at most 30."
     }
    },
    "required": [
     "url",
     "ip",
     "userAgent"
    ],
    "additionalProperties": false
   },
   "IngestEventsInput": {
    "type": "object",
    "properties": {
     "siteId": {
      "type": "string",
      "format": "uuid"
     },
     "events": {
      "minItems": 1,
      "maxItems": 500,
      "type": "array",
      "items": {
       "$ref": "#/components/schemas/IngestEvent"
      }
     }
    },
    "required": [
     "siteId",
     "events"
    ],
    "additionalProperties": false
   },
   "IngestEventsOutput": {
    "type": "object",
    "properties": {
     "accepted": {
      "type": "integer",
      "description": "Stored now or before under the same id."
     },
     "dropped": {
      "type": "array",
      "items": {
       "type": "object",
       "properties": {
        "index": {
         "type": "integer"
        },
        "reason": {
         "$ref": "#/components/schemas/DropReason"
        }
       },
       "required": [
        "index",
        "reason"
       ],
       "additionalProperties": false
      },
      "description": "Left out by a rule, by position in the list."
     }
    },
    "required": [
     "accepted",
     "dropped"
    ],
    "additionalProperties": false
   },
   "InvitationDto": {
    "type": "object",
    "properties": {
     "id": {
      "type": "string",
      "format": "uuid"
     },
     "email": {
      "type": "string"
     },
     "role": {
      "$ref": "#/components/schemas/MemberRole"
     },
     "status": {
      "type": "string",
      "enum": [
       "open",
       "expired"
      ]
     },
     "invitedBy": {
      "type": "object",
      "properties": {
       "id": {
        "type": "string",
        "format": "uuid"
       },
       "name": {
        "type": "string"
       }
      },
      "required": [
       "id",
       "name"
      ],
      "additionalProperties": false
     },
     "createdAt": {
      "type": "string",
      "format": "date-time"
     },
     "expiresAt": {
      "type": "string",
      "format": "date-time"
     },
     "lastSentAt": {
      "type": "string",
      "format": "date-time"
     },
     "sentCount": {
      "type": "integer",
      "minimum": 0
     }
    },
    "required": [
     "id",
     "email",
     "role",
     "status",
     "invitedBy",
     "createdAt",
     "expiresAt",
     "lastSentAt",
     "sentCount"
    ],
    "additionalProperties": false
   },
   "InvitationList": {
    "type": "object",
    "properties": {
     "items": {
      "type": "array",
      "items": {
       "$ref": "#/components/schemas/InvitationDto"
      }
     },
     "nextCursor": {
      "type": [
       "string",
       "null"
      ]
     }
    },
    "required": [
     "items",
     "nextCursor"
    ],
    "additionalProperties": false
   },
   "InvitationPreview": {
    "type": "object",
    "properties": {
     "status": {
      "type": "string",
      "enum": [
       "open",
       "expired",
       "revoked",
       "accepted",
       "closed"
      ]
     },
     "workspaceName": {
      "type": "string"
     },
     "inviterName": {
      "type": "string"
     },
     "email": {
      "type": "string"
     },
     "role": {
      "$ref": "#/components/schemas/MemberRole"
     },
     "expiresAt": {
      "type": "string",
      "format": "date-time"
     },
     "hasAccount": {
      "type": "boolean",
      "description": "Whether the address has an account already."
     }
    },
    "required": [
     "status",
     "workspaceName",
     "inviterName",
     "email",
     "role",
     "expiresAt",
     "hasAccount"
    ],
    "additionalProperties": false,
    "description": "What whoever holds the link may see."
   },
   "InviteInput": {
    "type": "object",
    "properties": {
     "email": {
      "type": "string",
      "maxLength": 254,
      "format": "email"
     },
     "role": {
      "default": "editor",
      "$ref": "#/components/schemas/MemberRole"
     }
    },
    "required": [
     "email"
    ],
    "additionalProperties": false
   },
   "JoinedDto": {
    "type": "object",
    "properties": {
     "tenantId": {
      "type": "string",
      "format": "uuid"
     },
     "name": {
      "type": "string"
     },
     "role": {
      "$ref": "#/components/schemas/MemberRole"
     }
    },
    "required": [
     "tenantId",
     "name",
     "role"
    ],
    "additionalProperties": false,
    "description": "What joining answers: where to go."
   },
   "JourneysResult": {
    "type": "object",
    "properties": {
     "kind": {
      "type": "string",
      "const": "journeys"
     },
     "direction": {
      "type": "string",
      "enum": [
       "next",
       "previous"
      ]
     },
     "visits": {
      "type": "integer",
      "minimum": 0,
      "description": "Visits that the tree starts with."
     },
     "nodes": {
      "type": "array",
      "items": {
       "type": "object",
       "properties": {
        "id": {
         "type": "integer",
         "minimum": 0
        },
        "parentId": {
         "anyOf": [
          {
           "type": "integer",
           "minimum": 0
          },
          {
           "type": "null"
          }
         ]
        },
        "level": {
         "type": "integer",
         "minimum": 0
        },
        "kind": {
         "type": "string",
         "enum": [
          "page",
          "end",
          "other"
         ],
         "description": "`end`: the visit ends here (with direction `previous`: begins). `other`: all pages beyond the limit."
        },
        "page": {
         "type": "string"
        },
        "visits": {
         "type": "integer",
         "minimum": 0
        }
       },
       "required": [
        "id",
        "parentId",
        "level",
        "kind",
        "page",
        "visits"
       ],
       "additionalProperties": false
      },
      "description": "A tree as a list, parents before children, larger branches first."
     }
    },
    "required": [
     "kind",
     "direction",
     "visits",
     "nodes"
    ],
    "additionalProperties": false
   },
   "JwksDto": {
    "type": "object",
    "properties": {
     "keys": {
      "type": "array",
      "items": {
       "type": "object",
       "additionalProperties": {}
      }
     }
    },
    "required": [
     "keys"
    ],
    "additionalProperties": false
   },
   "LinkIntentDto": {
    "type": "object",
    "properties": {
     "callbackUrl": {
      "type": "string"
     }
    },
    "required": [
     "callbackUrl"
    ],
    "additionalProperties": false,
    "description": "Where the browser goes next to connect a sign-in service."
   },
   "LiveDto": {
    "type": "object",
    "properties": {
     "at": {
      "type": "string",
      "format": "date-time"
     },
     "visitorsNow": {
      "type": "integer",
      "minimum": 0,
      "description": "Different visitors with an event in the last 5 and in the last 30 minutes."
     },
     "visitorsHalfHour": {
      "type": "integer",
      "minimum": 0
     },
     "pageViewsHalfHour": {
      "type": "integer",
      "minimum": 0
     },
     "minutes": {
      "type": "array",
      "items": {
       "type": "object",
       "properties": {
        "at": {
         "type": "string",
         "format": "date-time"
        },
        "visitors": {
         "type": "integer",
         "minimum": 0
        },
        "pageViews": {
         "type": "integer",
         "minimum": 0
        },
        "events": {
         "type": "integer",
         "minimum": 0
        }
       },
       "required": [
        "at",
        "visitors",
        "pageViews",
        "events"
       ],
       "additionalProperties": false
      },
      "description": "The last 30 minutes, oldest first, empty ones included."
     },
     "pages": {
      "type": "array",
      "items": {
       "type": "object",
       "properties": {
        "value": {
         "type": "string"
        },
        "label": {
         "type": "string"
        },
        "visitors": {
         "type": "integer",
         "minimum": 0
        }
       },
       "required": [
        "value",
        "label",
        "visitors"
       ],
       "additionalProperties": false
      },
      "description": "Where those of the last 5 minutes are (their last page) and come from; at most 10 rows each."
     },
     "sources": {
      "type": "array",
      "items": {
       "type": "object",
       "properties": {
        "value": {
         "type": "string"
        },
        "label": {
         "type": "string"
        },
        "visitors": {
         "type": "integer",
         "minimum": 0
        }
       },
       "required": [
        "value",
        "label",
        "visitors"
       ],
       "additionalProperties": false
      }
     },
     "countries": {
      "type": "array",
      "items": {
       "type": "object",
       "properties": {
        "value": {
         "type": "string"
        },
        "label": {
         "type": "string"
        },
        "visitors": {
         "type": "integer",
         "minimum": 0
        }
       },
       "required": [
        "value",
        "label",
        "visitors"
       ],
       "additionalProperties": false
      }
     },
     "devices": {
      "type": "array",
      "items": {
       "type": "object",
       "properties": {
        "value": {
         "type": "string"
        },
        "label": {
         "type": "string"
        },
        "visitors": {
         "type": "integer",
         "minimum": 0
        }
       },
       "required": [
        "value",
        "label",
        "visitors"
       ],
       "additionalProperties": false
      }
     },
     "lastEvents": {
      "type": "array",
      "items": {
       "type": "object",
       "properties": {
        "id": {
         "type": "string",
         "format": "uuid"
        },
        "at": {
         "type": "string",
         "format": "date-time"
        },
        "kind": {
         "$ref": "#/components/schemas/StepKind"
        },
        "page": {
         "type": "string"
        },
        "event": {
         "type": "string",
         "description": "Name of a custom event; \"\" for a page view."
        },
        "source": {
         "type": "string"
        },
        "country": {
         "type": "string"
        },
        "city": {
         "type": "string"
        },
        "device": {
         "type": "string"
        },
        "browser": {
         "type": "string"
        }
       },
       "required": [
        "id",
        "at",
        "kind",
        "page",
        "event",
        "source",
        "country",
        "city",
        "device",
        "browser"
       ],
       "additionalProperties": false
      },
      "description": "The newest 25 page views and custom events, newest first."
     },
     "approximate": {
      "type": "boolean",
      "description": "True on a site so busy that only the newest events of the half hour were read."
     }
    },
    "required": [
     "at",
     "visitorsNow",
     "visitorsHalfHour",
     "pageViewsHalfHour",
     "minutes",
     "pages",
     "sources",
     "countries",
     "devices",
     "lastEvents",
     "approximate"
    ],
    "additionalProperties": false
   },
   "LogoutInput": {
    "type": "object",
    "properties": {
     "refreshToken": {
      "type": "string",
      "minLength": 1,
      "maxLength": 200
     }
    },
    "required": [
     "refreshToken"
    ]
   },
   "MarkNotificationsReadInput": {
    "type": "object",
    "properties": {
     "ids": {
      "minItems": 1,
      "maxItems": 100,
      "type": "array",
      "items": {
       "type": "string",
       "format": "uuid"
      },
      "description": "Without ids: all. Ids of others are passed over."
     }
    },
    "additionalProperties": false
   },
   "MarkNotificationsReadOutput": {
    "type": "object",
    "properties": {
     "unreadCount": {
      "type": "integer",
      "minimum": 0
     }
    },
    "required": [
     "unreadCount"
    ],
    "additionalProperties": false
   },
   "MeDto": {
    "type": "object",
    "properties": {
     "user": {
      "$ref": "#/components/schemas/UserDto"
     },
     "workspaces": {
      "type": "array",
      "items": {
       "$ref": "#/components/schemas/WorkspaceDto"
      }
     },
     "workspaceId": {
      "type": "string",
      "format": "uuid"
     }
    },
    "required": [
     "user",
     "workspaces",
     "workspaceId"
    ],
    "additionalProperties": false
   },
   "MemberDto": {
    "type": "object",
    "properties": {
     "userId": {
      "type": "string",
      "format": "uuid"
     },
     "email": {
      "type": "string"
     },
     "name": {
      "type": "string"
     },
     "avatarUrl": {
      "type": [
       "string",
       "null"
      ]
     },
     "role": {
      "$ref": "#/components/schemas/MemberRole"
     },
     "isActive": {
      "type": "boolean"
     },
     "joinedAt": {
      "type": "string",
      "format": "date-time"
     },
     "lastSeenAt": {
      "anyOf": [
       {
        "type": "string",
        "format": "date-time"
       },
       {
        "type": "null"
       }
      ],
      "description": "In any workspace; null for callers who may not manage members, and before the first sign-in."
     },
     "hasSecondFactor": {
      "type": [
       "boolean",
       "null"
      ],
      "description": "Whether a second factor is on; null for callers who may not manage members."
     }
    },
    "required": [
     "userId",
     "email",
     "name",
     "avatarUrl",
     "role",
     "isActive",
     "joinedAt",
     "lastSeenAt",
     "hasSecondFactor"
    ],
    "additionalProperties": false
   },
   "MemberList": {
    "type": "object",
    "properties": {
     "items": {
      "type": "array",
      "items": {
       "$ref": "#/components/schemas/MemberDto"
      }
     },
     "nextCursor": {
      "type": [
       "string",
       "null"
      ]
     }
    },
    "required": [
     "items",
     "nextCursor"
    ],
    "additionalProperties": false
   },
   "MemberRole": {
    "type": "string",
    "enum": [
     "owner",
     "admin",
     "editor",
     "viewer"
    ]
   },
   "NewApiKeyDto": {
    "type": "object",
    "properties": {
     "id": {
      "type": "string",
      "format": "uuid"
     },
     "name": {
      "type": "string"
     },
     "prefix": {
      "type": "string"
     },
     "scopes": {
      "type": "array",
      "items": {
       "type": "string"
      }
     },
     "createdBy": {
      "type": "object",
      "properties": {
       "id": {
        "type": "string",
        "format": "uuid"
       },
       "name": {
        "type": "string"
       }
      },
      "required": [
       "id",
       "name"
      ],
      "additionalProperties": false
     },
     "ratePerMin": {
      "anyOf": [
       {
        "type": "integer"
       },
       {
        "type": "null"
       }
      ]
     },
     "createdAt": {
      "type": "string",
      "format": "date-time"
     },
     "expiresAt": {
      "anyOf": [
       {
        "type": "string",
        "format": "date-time"
       },
       {
        "type": "null"
       }
      ]
     },
     "lastUsedAt": {
      "anyOf": [
       {
        "type": "string",
        "format": "date-time"
       },
       {
        "type": "null"
       }
      ]
     },
     "revokedAt": {
      "anyOf": [
       {
        "type": "string",
        "format": "date-time"
       },
       {
        "type": "null"
       }
      ]
     },
     "key": {
      "type": "string",
      "description": "The key itself. It is shown this once and cannot be read again."
     }
    },
    "required": [
     "id",
     "name",
     "prefix",
     "scopes",
     "createdBy",
     "ratePerMin",
     "createdAt",
     "expiresAt",
     "lastUsedAt",
     "revokedAt",
     "key"
    ],
    "additionalProperties": false
   },
   "NotificationDto": {
    "type": "object",
    "properties": {
     "id": {
      "type": "string",
      "format": "uuid"
     },
     "kind": {
      "$ref": "#/components/schemas/NotificationKind"
     },
     "title": {
      "type": "string"
     },
     "body": {
      "type": "string"
     },
     "href": {
      "type": "string",
      "description": "Path inside the product."
     },
     "readAt": {
      "anyOf": [
       {
        "type": "string",
        "format": "date-time"
       },
       {
        "type": "null"
       }
      ]
     },
     "createdAt": {
      "type": "string",
      "format": "date-time"
     }
    },
    "required": [
     "id",
     "kind",
     "title",
     "body",
     "href",
     "readAt",
     "createdAt"
    ],
    "additionalProperties": false
   },
   "NotificationKind": {
    "type": "string",
    "enum": [
     "request",
     "domain",
     "posthog"
    ],
    "description": "What a notification tells of."
   },
   "NotificationList": {
    "type": "object",
    "properties": {
     "items": {
      "type": "array",
      "items": {
       "$ref": "#/components/schemas/NotificationDto"
      }
     },
     "nextCursor": {
      "type": [
       "string",
       "null"
      ]
     },
     "unreadCount": {
      "type": "integer",
      "minimum": 0,
      "description": "All unread ones of the person in this workspace, not only those listed."
     }
    },
    "required": [
     "items",
     "nextCursor",
     "unreadCount"
    ],
    "additionalProperties": false
   },
   "OverviewCard": {
    "type": "object",
    "properties": {
     "value": {
      "type": "integer",
      "minimum": 0
     },
     "previous": {
      "type": "integer",
      "minimum": 0,
      "description": "Of the period of the same length that ends the day before."
     },
     "daily": {
      "type": "array",
      "items": {
       "type": "integer",
       "minimum": 0
      },
      "description": "One number a day of the range, oldest first."
     }
    },
    "required": [
     "value",
     "previous",
     "daily"
    ],
    "additionalProperties": false
   },
   "OverviewDto": {
    "type": "object",
    "properties": {
     "cards": {
      "type": "object",
      "properties": {
       "visitors": {
        "$ref": "#/components/schemas/OverviewCard"
       },
       "visits": {
        "$ref": "#/components/schemas/OverviewCard"
       },
       "requests": {
        "$ref": "#/components/schemas/OverviewCard"
       }
      },
      "required": [
       "visitors",
       "visits",
       "requests"
      ],
      "additionalProperties": false
     },
     "sites": {
      "type": "integer",
      "minimum": 0
     },
     "forms": {
      "type": "integer",
      "minimum": 0
     },
     "range": {
      "type": "object",
      "properties": {
       "from": {
        "type": "string",
        "format": "date"
       },
       "to": {
        "type": "string",
        "format": "date"
       }
      },
      "required": [
       "from",
       "to"
      ],
      "additionalProperties": false
     }
    },
    "required": [
     "cards",
     "sites",
     "forms",
     "range"
    ],
    "additionalProperties": false
   },
   "PosthogCheck": {
    "type": "object",
    "properties": {
     "what": {
      "type": "string",
      "enum": [
       "project_key",
       "personal_key"
      ],
      "description": "What was tried."
     },
     "isGood": {
      "type": "boolean"
     },
     "message": {
      "type": "string",
      "description": "A sentence for people."
     }
    },
    "required": [
     "what",
     "isGood",
     "message"
    ],
    "additionalProperties": false
   },
   "PosthogConnectionDto": {
    "type": "object",
    "properties": {
     "region": {
      "$ref": "#/components/schemas/PosthogRegion"
     },
     "host": {
      "type": "string"
     },
     "projectKeyEnd": {
      "type": "string",
      "description": "The last four characters; a key never leaves the product again."
     },
     "personalKeyEnd": {
      "type": [
       "string",
       "null"
      ]
     },
     "project": {
      "type": [
       "string",
       "null"
      ],
      "description": "The project that the personal key opens."
     },
     "projectUrl": {
      "type": "string",
      "description": "Where the project is at PostHog."
     },
     "forwardsEvents": {
      "type": "boolean"
     },
     "recordsSessions": {
      "type": "boolean"
     },
     "status": {
      "$ref": "#/components/schemas/PosthogStatus"
     },
     "lag": {
      "type": "object",
      "properties": {
       "events": {
        "anyOf": [
         {
          "type": "integer",
          "minimum": 0
         },
         {
          "type": "null"
         }
        ],
        "description": "Events that wait; null when there are too many to count quickly."
       },
       "isMore": {
        "type": "boolean",
        "description": "More wait than `events` says."
       },
       "since": {
        "anyOf": [
         {
          "type": "string",
          "format": "date-time"
         },
         {
          "type": "null"
         }
        ],
        "description": "Time of the oldest one."
       }
      },
      "required": [
       "events",
       "isMore",
       "since"
      ],
      "additionalProperties": false
     },
     "forwardedCount": {
      "type": "integer",
      "minimum": 0
     },
     "refusedCount": {
      "type": "integer",
      "minimum": 0,
      "description": "Events that PostHog refused for themselves; they are left out."
     },
     "lastForwardedAt": {
      "anyOf": [
       {
        "type": "string",
        "format": "date-time"
       },
       {
        "type": "null"
       }
      ]
     },
     "lastEventAt": {
      "anyOf": [
       {
        "type": "string",
        "format": "date-time"
       },
       {
        "type": "null"
       }
      ],
      "description": "Time of the newest event that PostHog has."
     },
     "lastError": {
      "type": [
       "string",
       "null"
      ]
     },
     "lastErrorAt": {
      "anyOf": [
       {
        "type": "string",
        "format": "date-time"
       },
       {
        "type": "null"
       }
      ]
     },
     "advice": {
      "type": [
       "string",
       "null"
      ],
      "description": "What to do about the last error."
     },
     "retryAt": {
      "anyOf": [
       {
        "type": "string",
        "format": "date-time"
       },
       {
        "type": "null"
       }
      ],
      "description": "When it is tried again; null when nothing waits for that."
     },
     "createdAt": {
      "type": "string",
      "format": "date-time"
     }
    },
    "required": [
     "region",
     "host",
     "projectKeyEnd",
     "personalKeyEnd",
     "project",
     "projectUrl",
     "forwardsEvents",
     "recordsSessions",
     "status",
     "lag",
     "forwardedCount",
     "refusedCount",
     "lastForwardedAt",
     "lastEventAt",
     "lastError",
     "lastErrorAt",
     "advice",
     "retryAt",
     "createdAt"
    ],
    "additionalProperties": false
   },
   "PosthogFlags": {
    "type": "object",
    "properties": {
     "distinctId": {
      "type": "string"
     },
     "flags": {
      "type": "object",
      "additionalProperties": {
       "type": [
        "boolean",
        "string"
       ]
      },
      "description": "true, false or the name of the variant; empty when PostHog could not be asked: callers then use their defaults."
     },
     "problem": {
      "type": [
       "string",
       "null"
      ],
      "description": "Why there are none; null when PostHog has answered."
     }
    },
    "required": [
     "distinctId",
     "flags",
     "problem"
    ],
    "additionalProperties": false
   },
   "PosthogInsight": {
    "type": "object",
    "properties": {
     "id": {
      "type": "string"
     },
     "name": {
      "type": "string"
     },
     "description": {
      "type": "string"
     },
     "url": {
      "type": "string"
     },
     "series": {
      "anyOf": [
       {
        "type": "array",
        "items": {
         "$ref": "#/components/schemas/PosthogSeries"
        }
       },
       {
        "type": "null"
       }
      ],
      "description": "Only where one insight is asked for; null where its kind has no series."
     }
    },
    "required": [
     "id",
     "name",
     "description",
     "url",
     "series"
    ],
    "additionalProperties": false
   },
   "PosthogInsights": {
    "type": "object",
    "properties": {
     "items": {
      "type": "array",
      "items": {
       "$ref": "#/components/schemas/PosthogInsight"
      }
     },
     "problem": {
      "type": [
       "string",
       "null"
      ],
      "description": "Why there are none; null when PostHog has answered."
     }
    },
    "required": [
     "items",
     "problem"
    ],
    "additionalProperties": false
   },
   "PosthogRegion": {
    "type": "string",
    "enum": [
     "us",
     "eu",
     "own"
    ],
    "description": "PostHog's cloud in the US or the EU, or a PostHog on a server of one's own."
   },
   "PosthogReplay": {
    "type": "object",
    "properties": {
     "url": {
      "type": [
       "string",
       "null"
      ],
      "description": "Where the visit's recording is at PostHog; null when there is none."
     },
     "startedAt": {
      "anyOf": [
       {
        "type": "string",
        "format": "date-time"
       },
       {
        "type": "null"
       }
      ]
     },
     "problem": {
      "type": [
       "string",
       "null"
      ],
      "description": "Why PostHog could not be asked; null when it has answered."
     }
    },
    "required": [
     "url",
     "startedAt",
     "problem"
    ],
    "additionalProperties": false
   },
   "PosthogSeries": {
    "type": "object",
    "properties": {
     "label": {
      "type": "string"
     },
     "labels": {
      "type": "array",
      "items": {
       "type": "string"
      }
     },
     "data": {
      "type": "array",
      "items": {
       "type": "number"
      }
     }
    },
    "required": [
     "label",
     "labels",
     "data"
    ],
    "additionalProperties": false
   },
   "PosthogState": {
    "type": "object",
    "properties": {
     "connection": {
      "anyOf": [
       {
        "$ref": "#/components/schemas/PosthogConnectionDto"
       },
       {
        "type": "null"
       }
      ],
      "description": "null: the workspace is not connected."
     }
    },
    "required": [
     "connection"
    ],
    "additionalProperties": false
   },
   "PosthogStatus": {
    "type": "string",
    "enum": [
     "off",
     "forwarding",
     "behind",
     "retrying",
     "limited",
     "paused"
    ],
    "description": "What the forwarding is doing."
   },
   "PosthogTestResult": {
    "type": "object",
    "properties": {
     "isGood": {
      "type": "boolean"
     },
     "checks": {
      "type": "array",
      "items": {
       "$ref": "#/components/schemas/PosthogCheck"
      }
     }
    },
    "required": [
     "isGood",
     "checks"
    ],
    "additionalProperties": false
   },
   "Problem": {
    "type": "object",
    "description": "A refusal, as RFC 9457 shapes it.",
    "properties": {
     "type": {
      "type": "string",
      "description": "urn:brand-automator:problem: and the code."
     },
     "title": {
      "type": "string",
      "description": "What kind of refusal this is."
     },
     "status": {
      "type": "integer",
      "description": "The HTTP status again."
     },
     "detail": {
      "type": "string",
      "description": "What happened in this case, in words for a person."
     },
     "code": {
      "type": "string",
      "enum": [
       "bad_request",
       "unauthenticated",
       "second_factor_required",
       "reauthentication_required",
       "forbidden",
       "not_found",
       "method_not_allowed",
       "conflict",
       "gone",
       "payload_too_large",
       "unsupported_media_type",
       "validation_failed",
       "rate_limited",
       "internal",
       "unavailable"
      ],
      "description": "For programs; does not change."
     },
     "requestId": {
      "type": "string",
      "description": "Names this request in our log."
     },
     "invalidParams": {
      "type": "array",
      "description": "The fields that were refused.",
      "items": {
       "type": "object",
       "properties": {
        "name": {
         "type": "string",
         "description": "Dotted path of the field."
        },
        "reason": {
         "type": "string",
         "description": "What to change, in words for a person."
        }
       },
       "required": [
        "name",
        "reason"
       ],
       "additionalProperties": false
      }
     }
    },
    "required": [
     "type",
     "title",
     "status",
     "detail",
     "code",
     "requestId"
    ],
    "additionalProperties": false
   },
   "ProofInput": {
    "type": "object",
    "properties": {
     "currentPassword": {
      "type": "string",
      "maxLength": 200,
      "description": "Your password. Without one: sign in again, then call within 15 minutes."
     }
    }
   },
   "PropertyValue": {
    "type": "object",
    "properties": {
     "value": {
      "type": "string"
     },
     "events": {
      "type": "integer",
      "minimum": 0
     },
     "visits": {
      "type": "integer",
      "minimum": 0
     }
    },
    "required": [
     "value",
     "events",
     "visits"
    ],
    "additionalProperties": false
   },
   "ProviderId": {
    "type": "string",
    "enum": [
     "google",
     "linkedin"
    ]
   },
   "QueryReportsInput": {
    "type": "object",
    "properties": {
     "siteId": {
      "type": "string",
      "format": "uuid"
     },
     "range": {
      "$ref": "#/components/schemas/DayRange"
     },
     "compare": {
      "default": "none",
      "$ref": "#/components/schemas/Compare"
     },
     "filters": {
      "default": [],
      "$ref": "#/components/schemas/ReportFilters",
      "description": "All of them must hold."
     },
     "reports": {
      "minItems": 1,
      "maxItems": 30,
      "type": "array",
      "items": {
       "$ref": "#/components/schemas/ReportRequest"
      }
     }
    },
    "required": [
     "siteId",
     "range",
     "reports"
    ],
    "additionalProperties": false
   },
   "QueryReportsOutput": {
    "type": "object",
    "properties": {
     "site": {
      "type": "object",
      "properties": {
       "id": {
        "type": "string",
        "format": "uuid"
       },
       "timeZone": {
        "type": "string"
       }
      },
      "required": [
       "id",
       "timeZone"
      ],
      "additionalProperties": false
     },
     "range": {
      "type": "object",
      "properties": {
       "from": {
        "type": "string",
        "format": "date"
       },
       "to": {
        "type": "string",
        "format": "date"
       }
      },
      "required": [
       "from",
       "to"
      ],
      "additionalProperties": false
     },
     "compareRange": {
      "anyOf": [
       {
        "type": "object",
        "properties": {
         "from": {
          "type": "string",
          "format": "date"
         },
         "to": {
          "type": "string",
          "format": "date"
         }
        },
        "required": [
         "from",
         "to"
        ],
        "additionalProperties": false
       },
       {
        "type": "null"
       }
      ]
     },
     "results": {
      "type": "object",
      "additionalProperties": {
       "$ref": "#/components/schemas/ReportResult"
      },
      "description": "Report id -> its answer."
     },
     "servedBy": {
      "type": "object",
      "additionalProperties": {
       "$ref": "#/components/schemas/ServedBy"
      },
      "description": "Report id -> the table that answered it."
     },
     "approximate": {
      "type": "object",
      "additionalProperties": {
       "type": "boolean",
       "const": true
      },
      "description": "Report id -> true where only every n-th visitor was looked at. Reports that are exact are left out."
     }
    },
    "required": [
     "site",
     "range",
     "compareRange",
     "results",
     "servedBy",
     "approximate"
    ],
    "additionalProperties": false
   },
   "RebuildDto": {
    "type": "object",
    "properties": {
     "id": {
      "type": "string",
      "format": "uuid"
     },
     "siteId": {
      "type": "string",
      "format": "uuid"
     },
     "day": {
      "type": "string",
      "format": "date"
     },
     "status": {
      "$ref": "#/components/schemas/RebuildStatus"
     },
     "visitsDone": {
      "type": "integer",
      "description": "Visits looked at so far."
     },
     "createdAt": {
      "type": "string",
      "format": "date-time"
     },
     "doneAt": {
      "anyOf": [
       {
        "type": "string",
        "format": "date-time"
       },
       {
        "type": "null"
       }
      ]
     },
     "lastError": {
      "type": [
       "string",
       "null"
      ]
     }
    },
    "required": [
     "id",
     "siteId",
     "day",
     "status",
     "visitsDone",
     "createdAt",
     "doneAt",
     "lastError"
    ],
    "additionalProperties": false
   },
   "RebuildList": {
    "type": "object",
    "properties": {
     "items": {
      "type": "array",
      "items": {
       "$ref": "#/components/schemas/RebuildDto"
      }
     }
    },
    "required": [
     "items"
    ],
    "additionalProperties": false,
    "description": "The latest first; at most 50."
   },
   "RebuildStatus": {
    "type": "string",
    "enum": [
     "queued",
     "running",
     "done",
     "failed"
    ]
   },
   "RecoveryCodes": {
    "type": "object",
    "properties": {
     "recoveryCodes": {
      "type": "array",
      "items": {
       "type": "string"
      },
      "description": "Ten codes, each good once. Shown this once."
     }
    },
    "required": [
     "recoveryCodes"
    ],
    "additionalProperties": false
   },
   "RefreshInput": {
    "type": "object",
    "properties": {
     "refreshToken": {
      "type": "string",
      "minLength": 1,
      "maxLength": 200
     },
     "tenantId": {
      "type": "string",
      "format": "uuid",
      "description": "Go on in another workspace of yours."
     }
    },
    "required": [
     "refreshToken"
    ]
   },
   "RegisterInput": {
    "type": "object",
    "properties": {
     "email": {
      "type": "string",
      "maxLength": 254,
      "format": "email"
     },
     "password": {
      "type": "string",
      "minLength": 10,
      "maxLength": 200
     },
     "name": {
      "type": "string",
      "maxLength": 120
     },
     "workspaceName": {
      "type": "string",
      "maxLength": 120
     },
     "invitationToken": {
      "type": "string",
      "maxLength": 200,
      "description": "Of an invitation to this very address: it proves the address at once."
     }
    },
    "required": [
     "email",
     "password"
    ],
    "description": "Sign-up: address and password are enough; the rest can follow."
   },
   "RegisterResult": {
    "type": "object",
    "properties": {
     "status": {
      "type": "string",
      "const": "ok"
     }
    },
    "required": [
     "status"
    ],
    "additionalProperties": false,
    "description": "The answer to a sign-up is the same for a known and an unknown address."
   },
   "ReplayChunkDto": {
    "type": "object",
    "properties": {
     "seq": {
      "type": "integer",
      "minimum": 0
     },
     "fromMs": {
      "type": "integer",
      "minimum": 0,
      "description": "Milliseconds since the start of the recording."
     },
     "toMs": {
      "type": "integer",
      "minimum": 0
     },
     "sizeBytes": {
      "type": "integer",
      "minimum": 0
     }
    },
    "required": [
     "seq",
     "fromMs",
     "toMs",
     "sizeBytes"
    ],
    "additionalProperties": false
   },
   "ReplayDetail": {
    "type": "object",
    "properties": {
     "id": {
      "type": "string",
      "format": "uuid"
     },
     "siteId": {
      "type": "string",
      "format": "uuid"
     },
     "siteName": {
      "type": "string"
     },
     "visitId": {
      "anyOf": [
       {
        "type": "string",
        "format": "uuid"
       },
       {
        "type": "null"
       }
      ],
      "description": "The visit it was made in; null until the rollup has come by, and after the visit was deleted."
     },
     "contactId": {
      "anyOf": [
       {
        "type": "string",
        "format": "uuid"
       },
       {
        "type": "null"
       }
      ],
      "description": "The contact that the visitor turned out to be."
     },
     "startedAt": {
      "type": "string",
      "format": "date-time"
     },
     "lastChunkAt": {
      "type": "string",
      "format": "date-time",
      "description": "Time of the last piece that arrived."
     },
     "durationMs": {
      "type": "integer",
      "minimum": 0
     },
     "pageCount": {
      "type": "integer",
      "minimum": 0
     },
     "entryPath": {
      "type": "string"
     },
     "country": {
      "type": "string",
      "description": "ISO 3166-1 alpha-2; \"\" for unknown."
     },
     "city": {
      "type": "string"
     },
     "device": {
      "type": "string"
     },
     "browser": {
      "type": "string"
     },
     "os": {
      "type": "string"
     },
     "source": {
      "type": "string",
      "description": "\"\" while the visit is not known, \"Direct\" without a source."
     },
     "events": {
      "type": "integer",
      "minimum": 0,
      "description": "Custom events of the visit."
     },
     "sizeBytes": {
      "type": "integer",
      "minimum": 0
     },
     "stoppedReason": {
      "anyOf": [
       {
        "$ref": "#/components/schemas/StoppedReason"
       },
       {
        "type": "null"
       }
      ]
     },
     "viewedAt": {
      "anyOf": [
       {
        "type": "string",
        "format": "date-time"
       },
       {
        "type": "null"
       }
      ],
      "description": "When somebody first played it."
     },
     "siteDomain": {
      "type": "string"
     },
     "chunks": {
      "type": "array",
      "items": {
       "$ref": "#/components/schemas/ReplayChunkDto"
      },
      "description": "In the order in which they are played. A missing number is a piece that never arrived."
     },
     "marks": {
      "type": "array",
      "items": {
       "$ref": "#/components/schemas/ReplayMark"
      },
      "description": "In the order in which they happened, at most 300."
     }
    },
    "required": [
     "id",
     "siteId",
     "siteName",
     "visitId",
     "contactId",
     "startedAt",
     "lastChunkAt",
     "durationMs",
     "pageCount",
     "entryPath",
     "country",
     "city",
     "device",
     "browser",
     "os",
     "source",
     "events",
     "sizeBytes",
     "stoppedReason",
     "viewedAt",
     "siteDomain",
     "chunks",
     "marks"
    ],
    "additionalProperties": false
   },
   "ReplayItem": {
    "type": "object",
    "properties": {
     "id": {
      "type": "string",
      "format": "uuid"
     },
     "siteId": {
      "type": "string",
      "format": "uuid"
     },
     "siteName": {
      "type": "string"
     },
     "visitId": {
      "anyOf": [
       {
        "type": "string",
        "format": "uuid"
       },
       {
        "type": "null"
       }
      ],
      "description": "The visit it was made in; null until the rollup has come by, and after the visit was deleted."
     },
     "contactId": {
      "anyOf": [
       {
        "type": "string",
        "format": "uuid"
       },
       {
        "type": "null"
       }
      ],
      "description": "The contact that the visitor turned out to be."
     },
     "startedAt": {
      "type": "string",
      "format": "date-time"
     },
     "lastChunkAt": {
      "type": "string",
      "format": "date-time",
      "description": "Time of the last piece that arrived."
     },
     "durationMs": {
      "type": "integer",
      "minimum": 0
     },
     "pageCount": {
      "type": "integer",
      "minimum": 0
     },
     "entryPath": {
      "type": "string"
     },
     "country": {
      "type": "string",
      "description": "ISO 3166-1 alpha-2; \"\" for unknown."
     },
     "city": {
      "type": "string"
     },
     "device": {
      "type": "string"
     },
     "browser": {
      "type": "string"
     },
     "os": {
      "type": "string"
     },
     "source": {
      "type": "string",
      "description": "\"\" while the visit is not known, \"Direct\" without a source."
     },
     "events": {
      "type": "integer",
      "minimum": 0,
      "description": "Custom events of the visit."
     },
     "sizeBytes": {
      "type": "integer",
      "minimum": 0
     },
     "stoppedReason": {
      "anyOf": [
       {
        "$ref": "#/components/schemas/StoppedReason"
       },
       {
        "type": "null"
       }
      ]
     },
     "viewedAt": {
      "anyOf": [
       {
        "type": "string",
        "format": "date-time"
       },
       {
        "type": "null"
       }
      ],
      "description": "When somebody first played it."
     }
    },
    "required": [
     "id",
     "siteId",
     "siteName",
     "visitId",
     "contactId",
     "startedAt",
     "lastChunkAt",
     "durationMs",
     "pageCount",
     "entryPath",
     "country",
     "city",
     "device",
     "browser",
     "os",
     "source",
     "events",
     "sizeBytes",
     "stoppedReason",
     "viewedAt"
    ],
    "additionalProperties": false
   },
   "ReplayList": {
    "type": "object",
    "properties": {
     "items": {
      "type": "array",
      "items": {
       "$ref": "#/components/schemas/ReplayItem"
      }
     },
     "nextCursor": {
      "type": [
       "string",
       "null"
      ]
     }
    },
    "required": [
     "items",
     "nextCursor"
    ],
    "additionalProperties": false
   },
   "ReplayMark": {
    "type": "object",
    "properties": {
     "atMs": {
      "type": "integer",
      "minimum": 0,
      "description": "Milliseconds since the start of the recording, whole seconds."
     },
     "kind": {
      "type": "string",
      "enum": [
       "page",
       "event"
      ]
     },
     "label": {
      "type": "string"
     }
    },
    "required": [
     "atMs",
     "kind",
     "label"
    ],
    "additionalProperties": false,
    "description": "A page view or a custom event of the visit."
   },
   "ReportDimension": {
    "type": "string",
    "enum": [
     "page",
     "entry_page",
     "exit_page",
     "source",
     "channel",
     "campaign",
     "utm_source",
     "utm_medium",
     "utm_term",
     "utm_content",
     "referrer",
     "country",
     "region",
     "city",
     "browser",
     "os",
     "device",
     "language",
     "event"
    ]
   },
   "ReportFilter": {
    "type": "object",
    "properties": {
     "dimension": {
      "$ref": "#/components/schemas/FilterDimension"
     },
     "op": {
      "default": "is",
      "$ref": "#/components/schemas/FilterOp"
     },
     "values": {
      "minItems": 1,
      "maxItems": 50,
      "type": "array",
      "items": {
       "type": "string",
       "maxLength": 2000
      },
      "description": "One of them must match (`is_not`: none). Stored values as a breakdown gives them, \"\" for unknown or none; for `goal` ids. `contains` ignores case."
     }
    },
    "required": [
     "dimension",
     "op",
     "values"
    ],
    "additionalProperties": false,
    "description": "Chooses visits: every number of the answer is then of these visits as a whole. A visit matches `page`, `event` and `goal` when it has at least one such page view, event or conversion, and `is_not` when it has none."
   },
   "ReportFilterInput": {
    "type": "object",
    "properties": {
     "dimension": {
      "$ref": "#/components/schemas/FilterDimension"
     },
     "op": {
      "default": "is",
      "$ref": "#/components/schemas/FilterOp"
     },
     "values": {
      "minItems": 1,
      "maxItems": 50,
      "type": "array",
      "items": {
       "type": "string",
       "maxLength": 2000
      },
      "description": "One of them must match (`is_not`: none). Stored values as a breakdown gives them, \"\" for unknown or none; for `goal` ids. `contains` ignores case."
     }
    },
    "required": [
     "dimension",
     "values"
    ],
    "additionalProperties": false,
    "description": "Chooses visits: every number of the answer is then of these visits as a whole. A visit matches `page`, `event` and `goal` when it has at least one such page view, event or conversion, and `is_not` when it has none."
   },
   "ReportFilters": {
    "maxItems": 20,
    "type": "array",
    "items": {
     "$ref": "#/components/schemas/ReportFilterInput"
    }
   },
   "ReportFiltersInput": {
    "maxItems": 20,
    "type": "array",
    "items": {
     "$ref": "#/components/schemas/ReportFilterInput"
    }
   },
   "ReportRequest": {
    "oneOf": [
     {
      "type": "object",
      "properties": {
       "id": {
        "type": "string",
        "minLength": 1,
        "maxLength": 40
       },
       "kind": {
        "type": "string",
        "const": "totals"
       }
      },
      "required": [
       "id",
       "kind"
      ],
      "additionalProperties": false
     },
     {
      "type": "object",
      "properties": {
       "id": {
        "type": "string",
        "minLength": 1,
        "maxLength": 40
       },
       "kind": {
        "type": "string",
        "const": "series"
       },
       "interval": {
        "default": "day",
        "$ref": "#/components/schemas/SeriesInterval"
       }
      },
      "required": [
       "id",
       "kind"
      ],
      "additionalProperties": false
     },
     {
      "type": "object",
      "properties": {
       "id": {
        "type": "string",
        "minLength": 1,
        "maxLength": 40
       },
       "kind": {
        "type": "string",
        "const": "breakdown"
       },
       "dimension": {
        "$ref": "#/components/schemas/ReportDimension"
       },
       "limit": {
        "default": 10,
        "type": "integer",
        "minimum": 1,
        "maximum": 1000,
        "description": "How many pages each page branches into; the rest is one branch \"other\"."
       },
       "offset": {
        "default": 0,
        "type": "integer",
        "minimum": 0,
        "maximum": 100000
       },
       "search": {
        "type": "string",
        "maxLength": 200,
        "description": "Only values that contain this text, whatever its letter case."
       },
       "sort": {
        "$ref": "#/components/schemas/BreakdownSort",
        "description": "Pages are ordered by page views, events by how often they happened, all others by visitors unless said here."
       }
      },
      "required": [
       "id",
       "kind",
       "dimension"
      ],
      "additionalProperties": false
     },
     {
      "type": "object",
      "properties": {
       "id": {
        "type": "string",
        "minLength": 1,
        "maxLength": 40
       },
       "kind": {
        "type": "string",
        "const": "event_properties"
       },
       "event": {
        "type": "string",
        "minLength": 1,
        "maxLength": 100
       },
       "property": {
        "type": "string",
        "minLength": 1,
        "maxLength": 100,
        "description": "Only this property, with up to `limit` of its values; without it all properties with their first ten."
       },
       "limit": {
        "default": 50,
        "type": "integer",
        "minimum": 1,
        "maximum": 200,
        "description": "How many pages each page branches into; the rest is one branch \"other\"."
       }
      },
      "required": [
       "id",
       "kind",
       "event"
      ],
      "additionalProperties": false
     },
     {
      "type": "object",
      "properties": {
       "id": {
        "type": "string",
        "minLength": 1,
        "maxLength": 40
       },
       "kind": {
        "type": "string",
        "const": "goals"
       }
      },
      "required": [
       "id",
       "kind"
      ],
      "additionalProperties": false
     },
     {
      "type": "object",
      "properties": {
       "id": {
        "type": "string",
        "minLength": 1,
        "maxLength": 40
       },
       "kind": {
        "type": "string",
        "const": "funnel"
       },
       "funnelId": {
        "type": "string",
        "format": "uuid",
        "description": "A stored funnel; or `steps` and `windowMinutes` for one that is being tried out."
       },
       "steps": {
        "$ref": "#/components/schemas/FunnelSteps"
       },
       "windowMinutes": {
        "type": "integer",
        "minimum": 1,
        "maximum": 43200
       }
      },
      "required": [
       "id",
       "kind"
      ],
      "additionalProperties": false
     },
     {
      "type": "object",
      "properties": {
       "id": {
        "type": "string",
        "minLength": 1,
        "maxLength": 40
       },
       "kind": {
        "type": "string",
        "const": "retention"
       },
       "weeks": {
        "default": 8,
        "type": "integer",
        "minimum": 2,
        "maximum": 26,
        "description": "Weeks up to the one with the last day of the range."
       }
      },
      "required": [
       "id",
       "kind"
      ],
      "additionalProperties": false
     },
     {
      "type": "object",
      "properties": {
       "id": {
        "type": "string",
        "minLength": 1,
        "maxLength": 40
       },
       "kind": {
        "type": "string",
        "const": "journeys"
       },
       "direction": {
        "default": "next",
        "type": "string",
        "enum": [
         "next",
         "previous"
        ],
        "description": "`next`: what follows; `previous`: what came before."
       },
       "page": {
        "type": "string",
        "maxLength": 2000,
        "description": "Where to start; without it the first (`previous`: the last) page of visits."
       },
       "depth": {
        "default": 3,
        "type": "integer",
        "minimum": 1,
        "maximum": 5
       },
       "limit": {
        "default": 5,
        "type": "integer",
        "minimum": 1,
        "maximum": 20,
        "description": "How many pages each page branches into; the rest is one branch \"other\"."
       }
      },
      "required": [
       "id",
       "kind"
      ],
      "additionalProperties": false
     }
    ]
   },
   "ReportResult": {
    "oneOf": [
     {
      "$ref": "#/components/schemas/TotalsResult"
     },
     {
      "$ref": "#/components/schemas/SeriesResult"
     },
     {
      "$ref": "#/components/schemas/BreakdownResult"
     },
     {
      "$ref": "#/components/schemas/EventPropertiesResult"
     },
     {
      "$ref": "#/components/schemas/GoalsResult"
     },
     {
      "$ref": "#/components/schemas/FunnelResult"
     },
     {
      "$ref": "#/components/schemas/RetentionResult"
     },
     {
      "$ref": "#/components/schemas/JourneysResult"
     }
    ]
   },
   "RequestDetail": {
    "type": "object",
    "properties": {
     "id": {
      "type": "string",
      "format": "uuid"
     },
     "kind": {
      "$ref": "#/components/schemas/RequestKind"
     },
     "status": {
      "$ref": "#/components/schemas/RequestStatus"
     },
     "name": {
      "type": "string"
     },
     "email": {
      "type": "string"
     },
     "company": {
      "type": "string"
     },
     "phone": {
      "type": "string"
     },
     "message": {
      "type": "string"
     },
     "scopeDetails": {
      "anyOf": [
       {
        "$ref": "#/components/schemas/ScopeDetails"
       },
       {
        "type": "null"
       }
      ],
      "description": "Only of project-scope requests."
     },
     "contactId": {
      "type": "string",
      "format": "uuid"
     },
     "formId": {
      "type": "string",
      "format": "uuid"
     },
     "visitId": {
      "anyOf": [
       {
        "type": "string",
        "format": "uuid"
       },
       {
        "type": "null"
       }
      ]
     },
     "source": {
      "type": [
       "string",
       "null"
      ],
      "description": "Of the visit; null while the visit is not known."
     },
     "channel": {
      "type": [
       "string",
       "null"
      ]
     },
     "createdAt": {
      "type": "string",
      "format": "date-time"
     },
     "form": {
      "type": "object",
      "properties": {
       "id": {
        "type": "string",
        "format": "uuid"
       },
       "name": {
        "type": "string"
       }
      },
      "required": [
       "id",
       "name"
      ],
      "additionalProperties": false
     },
     "contact": {
      "$ref": "#/components/schemas/ContactDto"
     },
     "visit": {
      "anyOf": [
       {
        "$ref": "#/components/schemas/RequestVisit"
       },
       {
        "type": "null"
       }
      ]
     }
    },
    "required": [
     "id",
     "kind",
     "status",
     "name",
     "email",
     "company",
     "phone",
     "message",
     "scopeDetails",
     "contactId",
     "formId",
     "visitId",
     "source",
     "channel",
     "createdAt",
     "form",
     "contact",
     "visit"
    ],
    "additionalProperties": false
   },
   "RequestDto": {
    "type": "object",
    "properties": {
     "id": {
      "type": "string",
      "format": "uuid"
     },
     "kind": {
      "$ref": "#/components/schemas/RequestKind"
     },
     "status": {
      "$ref": "#/components/schemas/RequestStatus"
     },
     "name": {
      "type": "string"
     },
     "email": {
      "type": "string"
     },
     "company": {
      "type": "string"
     },
     "phone": {
      "type": "string"
     },
     "message": {
      "type": "string"
     },
     "scopeDetails": {
      "anyOf": [
       {
        "$ref": "#/components/schemas/ScopeDetails"
       },
       {
        "type": "null"
       }
      ],
      "description": "Only of project-scope requests."
     },
     "contactId": {
      "type": "string",
      "format": "uuid"
     },
     "formId": {
      "type": "string",
      "format": "uuid"
     },
     "visitId": {
      "anyOf": [
       {
        "type": "string",
        "format": "uuid"
       },
       {
        "type": "null"
       }
      ]
     },
     "source": {
      "type": [
       "string",
       "null"
      ],
      "description": "Of the visit; null while the visit is not known."
     },
     "channel": {
      "type": [
       "string",
       "null"
      ]
     },
     "createdAt": {
      "type": "string",
      "format": "date-time"
     }
    },
    "required": [
     "id",
     "kind",
     "status",
     "name",
     "email",
     "company",
     "phone",
     "message",
     "scopeDetails",
     "contactId",
     "formId",
     "visitId",
     "source",
     "channel",
     "createdAt"
    ],
    "additionalProperties": false
   },
   "RequestErasureInput": {
    "type": "object",
    "properties": {
     "visitId": {
      "type": "string",
      "format": "uuid",
      "description": "A visit of whoever is to be forgotten."
     },
     "cookie": {
      "type": "string",
      "pattern": "^[A-Za-z0-9_-]{22}$",
      "description": "The value of their cookie ba_v."
     },
     "contactId": {
      "type": "string",
      "format": "uuid"
     }
    },
    "additionalProperties": false
   },
   "RequestKind": {
    "type": "string",
    "enum": [
     "contact",
     "project_scope"
    ]
   },
   "RequestList": {
    "type": "object",
    "properties": {
     "items": {
      "type": "array",
      "items": {
       "$ref": "#/components/schemas/RequestDto"
      }
     },
     "nextCursor": {
      "type": [
       "string",
       "null"
      ]
     }
    },
    "required": [
     "items",
     "nextCursor"
    ],
    "additionalProperties": false
   },
   "RequestRebuildInput": {
    "type": "object",
    "properties": {
     "day": {
      "type": "string",
      "format": "date",
      "description": "The site-local day to count again from its events."
     }
    },
    "required": [
     "day"
    ],
    "additionalProperties": false
   },
   "RequestStatus": {
    "type": "string",
    "enum": [
     "new",
     "open",
     "done",
     "spam"
    ]
   },
   "RequestVisit": {
    "type": "object",
    "properties": {
     "id": {
      "type": "string",
      "format": "uuid"
     },
     "siteId": {
      "type": "string",
      "format": "uuid"
     },
     "startedAt": {
      "type": "string",
      "format": "date-time"
     },
     "entryPage": {
      "type": "string"
     },
     "source": {
      "type": "string"
     },
     "channel": {
      "type": "string"
     },
     "campaign": {
      "type": "string"
     },
     "country": {
      "type": "string"
     },
     "device": {
      "type": "string"
     },
     "browser": {
      "type": "string"
     },
     "os": {
      "type": "string"
     },
     "pages": {
      "type": "array",
      "items": {
       "type": "object",
       "properties": {
        "path": {
         "type": "string"
        },
        "at": {
         "type": "string",
         "format": "date-time"
        }
       },
       "required": [
        "path",
        "at"
       ],
       "additionalProperties": false
      },
      "description": "In the order of viewing."
     }
    },
    "required": [
     "id",
     "siteId",
     "startedAt",
     "entryPage",
     "source",
     "channel",
     "campaign",
     "country",
     "device",
     "browser",
     "os",
     "pages"
    ],
    "additionalProperties": false
   },
   "ResetPasswordInput": {
    "type": "object",
    "properties": {
     "token": {
      "type": "string",
      "minLength": 1,
      "maxLength": 200
     },
     "password": {
      "type": "string",
      "minLength": 10,
      "maxLength": 200
     }
    },
    "required": [
     "token",
     "password"
    ]
   },
   "RetentionResult": {
    "type": "object",
    "properties": {
     "kind": {
      "type": "string",
      "const": "retention"
     },
     "hasIdentifiedVisitors": {
      "type": "boolean",
      "description": "False: nobody consented in these weeks, and without consent nobody is known again, so there is nothing to show."
     },
     "cohorts": {
      "type": "array",
      "items": {
       "type": "object",
       "properties": {
        "week": {
         "type": "string",
         "format": "date",
         "description": "Monday of the week of the first visit."
        },
        "size": {
         "type": "integer",
         "minimum": 0
        },
        "returned": {
         "type": "array",
         "items": {
          "type": "integer",
          "minimum": 0
         },
         "description": "How many of them visited 0, 1, 2 … weeks later; shorter for younger weeks."
        }
       },
       "required": [
        "week",
        "size",
        "returned"
       ],
       "additionalProperties": false
      }
     }
    },
    "required": [
     "kind",
     "hasIdentifiedVisitors",
     "cohorts"
    ],
    "additionalProperties": false
   },
   "RoleSchema": {
    "type": "string",
    "enum": [
     "owner",
     "admin",
     "editor",
     "viewer"
    ]
   },
   "SavePosthogInput": {
    "type": "object",
    "properties": {
     "region": {
      "$ref": "#/components/schemas/PosthogRegion"
     },
     "host": {
      "type": "string",
      "maxLength": 500,
      "description": "Address of one's own PostHog, e.g. https://posthog.example.com; only with the region `own`."
     },
     "projectKey": {
      "type": "string",
      "minLength": 10,
      "maxLength": 200,
      "pattern": "^[A-Za-z0-9_-]+$",
      "description": "Begins with phc_. Left out: the one that is stored stays."
     },
     "personalKey": {
      "anyOf": [
       {
        "type": "string",
        "minLength": 10,
        "maxLength": 200,
        "pattern": "^[A-Za-z0-9_-]+$"
       },
       {
        "type": "null"
       }
      ],
      "description": "Begins with phx_; for insights and replay links. Left out: the one that is stored stays; null takes it away."
     },
     "forwardsEvents": {
      "type": "boolean",
      "description": "Whether page views and events go to PostHog from now on."
     },
     "recordsSessions": {
      "type": "boolean",
      "description": "Whether visits are recorded through PostHog after consent."
     }
    },
    "required": [
     "region",
     "forwardsEvents",
     "recordsSessions"
    ],
    "additionalProperties": false
   },
   "SavedViewDto": {
    "type": "object",
    "properties": {
     "id": {
      "type": "string",
      "format": "uuid"
     },
     "siteId": {
      "type": "string",
      "format": "uuid"
     },
     "name": {
      "type": "string"
     },
     "query": {
      "type": "object",
      "properties": {
       "range": {
        "type": "string",
        "maxLength": 40
       },
       "compare": {
        "type": "string",
        "maxLength": 40
       },
       "interval": {
        "$ref": "#/components/schemas/SeriesInterval"
       },
       "filters": {
        "default": [],
        "$ref": "#/components/schemas/ReportFilters"
       },
       "tabs": {
        "type": "object",
        "additionalProperties": {
         "$ref": "#/components/schemas/ReportDimension"
        }
       }
      },
      "required": [
       "filters"
      ],
      "additionalProperties": false
     },
     "createdByUserId": {
      "anyOf": [
       {
        "type": "string",
        "format": "uuid"
       },
       {
        "type": "null"
       }
      ]
     },
     "createdAt": {
      "type": "string",
      "format": "date-time"
     }
    },
    "required": [
     "id",
     "siteId",
     "name",
     "query",
     "createdByUserId",
     "createdAt"
    ],
    "additionalProperties": false
   },
   "SavedViewList": {
    "type": "object",
    "properties": {
     "items": {
      "type": "array",
      "items": {
       "$ref": "#/components/schemas/SavedViewDto"
      }
     }
    },
    "required": [
     "items"
    ],
    "additionalProperties": false
   },
   "ScopeDetails": {
    "type": "object",
    "properties": {
     "services": {
      "type": "array",
      "items": {
       "type": "string"
      }
     },
     "budgetRange": {
      "type": "string"
     },
     "timeline": {
      "type": "string"
     },
     "goals": {
      "type": "string"
     },
     "links": {
      "type": "array",
      "items": {
       "type": "string"
      }
     },
     "details": {
      "type": "string"
     }
    },
    "required": [
     "services",
     "budgetRange",
     "timeline",
     "goals",
     "links",
     "details"
    ],
    "additionalProperties": false
   },
   "SecondFactorSetup": {
    "type": "object",
    "properties": {
     "secret": {
      "type": "string",
      "description": "The key in Base32, for typing."
     },
     "uri": {
      "type": "string",
      "description": "otpauth:// address of the key."
     },
     "qrSvg": {
      "type": "string",
      "description": "The address as a QR code: an SVG picture."
     }
    },
    "required": [
     "secret",
     "uri",
     "qrSvg"
    ],
    "additionalProperties": false,
    "description": "What an authenticator app needs; shown once, and nothing is switched on before a first code."
   },
   "SelfTestDto": {
    "type": "object",
    "properties": {
     "summary": {
      "type": "string",
      "description": "One sentence: what the collector knows of the asking browser."
     },
     "browser": {
      "type": "string",
      "description": "Each \"\" where it is not known."
     },
     "os": {
      "type": "string"
     },
     "device": {
      "type": "string"
     },
     "country": {
      "type": "string"
     },
     "region": {
      "type": "string"
     },
     "city": {
      "type": "string"
     },
     "address": {
      "type": "string",
      "description": "The caller's network address, and that of the proxy in front, if any. Told to the caller only, never stored."
     },
     "proxy": {
      "type": [
       "string",
       "null"
      ]
     },
     "page": {
      "type": "string"
     },
     "isCounted": {
      "type": "boolean"
     },
     "reasons": {
      "type": "array",
      "items": {
       "type": "object",
       "properties": {
        "reason": {
         "$ref": "#/components/schemas/SelfTestReason"
        },
        "explanation": {
         "type": "string"
        }
       },
       "required": [
        "reason",
        "explanation"
       ],
       "additionalProperties": false
      },
      "description": "Why this browser's events on that page are left out; empty where they count."
     },
     "lastEvent": {
      "anyOf": [
       {
        "type": "object",
        "properties": {
         "at": {
          "type": "string",
          "format": "date-time"
         },
         "path": {
          "type": "string"
         }
        },
        "required": [
         "at",
         "path"
        ],
        "additionalProperties": false
       },
       {
        "type": "null"
       }
      ],
      "description": "The last event of this browser's open visit, with the page it was last on."
     }
    },
    "required": [
     "summary",
     "browser",
     "os",
     "device",
     "country",
     "region",
     "city",
     "address",
     "proxy",
     "page",
     "isCounted",
     "reasons",
     "lastEvent"
    ],
    "additionalProperties": false
   },
   "SelfTestReason": {
    "type": "string",
    "enum": [
     "bot",
     "preview",
     "prefetch",
     "do_not_track",
     "global_privacy_control",
     "host_not_allowed",
     "excluded_address",
     "excluded_path"
    ]
   },
   "SeriesInterval": {
    "type": "string",
    "enum": [
     "hour",
     "day",
     "week",
     "month"
    ]
   },
   "SeriesPoint": {
    "type": "object",
    "properties": {
     "day": {
      "type": "string",
      "format": "date",
      "description": "The point's day; of a week or month its first day that lies in the range."
     },
     "at": {
      "type": "string",
      "format": "date-time",
      "description": "Start of the hour, for points of an hour only. A day has 23 or 25 of them when clocks change."
     },
     "visitors": {
      "type": "integer",
      "minimum": 0
     },
     "visits": {
      "type": "integer",
      "minimum": 0
     },
     "pageViews": {
      "type": "integer",
      "minimum": 0
     },
     "events": {
      "type": "integer",
      "minimum": 0
     },
     "bounces": {
      "type": "integer",
      "minimum": 0
     },
     "visibleMs": {
      "type": "integer",
      "minimum": 0
     }
    },
    "required": [
     "day",
     "visitors",
     "visits",
     "pageViews",
     "events",
     "bounces",
     "visibleMs"
    ],
    "additionalProperties": false
   },
   "SeriesResult": {
    "type": "object",
    "properties": {
     "kind": {
      "type": "string",
      "const": "series"
     },
     "interval": {
      "$ref": "#/components/schemas/SeriesInterval"
     },
     "points": {
      "type": "array",
      "items": {
       "$ref": "#/components/schemas/SeriesPoint"
      },
      "description": "One point for each interval of the range, empty ones included; weeks begin on Monday. Visitors are sums over days."
     },
     "previous": {
      "type": "array",
      "items": {
       "$ref": "#/components/schemas/SeriesPoint"
      }
     }
    },
    "required": [
     "kind",
     "interval",
     "points"
    ],
    "additionalProperties": false
   },
   "ServedBy": {
    "type": "string",
    "enum": [
     "rollup_days",
     "rollup_hours",
     "rollup_dimensions",
     "visit_columns",
     "visits",
     "events"
    ],
    "description": "`visit_columns`: sealed days; `visits`: also, where days of the range are not sealed yet."
   },
   "SessionDto": {
    "type": "object",
    "properties": {
     "id": {
      "type": "string",
      "format": "uuid"
     },
     "kind": {
      "type": "string",
      "enum": [
       "web",
       "api"
      ],
      "description": "web: a browser; api: a program with tokens."
     },
     "device": {
      "type": "string"
     },
     "place": {
      "type": "string"
     },
     "method": {
      "type": "string",
      "enum": [
       "password",
       "google",
       "linkedin"
      ]
     },
     "createdAt": {
      "type": "string",
      "format": "date-time"
     },
     "lastSeenAt": {
      "type": "string",
      "format": "date-time"
     },
     "current": {
      "type": "boolean"
     }
    },
    "required": [
     "id",
     "kind",
     "device",
     "place",
     "method",
     "createdAt",
     "lastSeenAt",
     "current"
    ],
    "additionalProperties": false
   },
   "SessionList": {
    "type": "object",
    "properties": {
     "items": {
      "type": "array",
      "items": {
       "$ref": "#/components/schemas/SessionDto"
      }
     },
     "nextCursor": {
      "type": [
       "string",
       "null"
      ]
     }
    },
    "required": [
     "items",
     "nextCursor"
    ],
    "additionalProperties": false
   },
   "ShareLinkDto": {
    "type": "object",
    "properties": {
     "id": {
      "type": "string",
      "format": "uuid"
     },
     "siteId": {
      "type": "string",
      "format": "uuid"
     },
     "name": {
      "type": "string"
     },
     "url": {
      "anyOf": [
       {
        "type": "string",
        "format": "uri"
       },
       {
        "type": "null"
       }
      ],
      "description": "What to hand on; null where the key that sealed it is gone."
     },
     "hasPassword": {
      "type": "boolean"
     },
     "state": {
      "type": "string",
      "enum": [
       "active",
       "expired",
       "revoked"
      ]
     },
     "expiresAt": {
      "anyOf": [
       {
        "type": "string",
        "format": "date-time"
       },
       {
        "type": "null"
       }
      ]
     },
     "revokedAt": {
      "anyOf": [
       {
        "type": "string",
        "format": "date-time"
       },
       {
        "type": "null"
       }
      ]
     },
     "createdAt": {
      "type": "string",
      "format": "date-time"
     },
     "lastViewedAt": {
      "anyOf": [
       {
        "type": "string",
        "format": "date-time"
       },
       {
        "type": "null"
       }
      ]
     },
     "viewCount": {
      "type": "integer"
     }
    },
    "required": [
     "id",
     "siteId",
     "name",
     "url",
     "hasPassword",
     "state",
     "expiresAt",
     "revokedAt",
     "createdAt",
     "lastViewedAt",
     "viewCount"
    ],
    "additionalProperties": false
   },
   "ShareLinkList": {
    "type": "object",
    "properties": {
     "items": {
      "type": "array",
      "items": {
       "$ref": "#/components/schemas/ShareLinkDto"
      }
     },
     "nextCursor": {
      "type": [
       "string",
       "null"
      ]
     }
    },
    "required": [
     "items",
     "nextCursor"
    ],
    "additionalProperties": false
   },
   "SharedQueryInput": {
    "type": "object",
    "properties": {
     "range": {
      "$ref": "#/components/schemas/DayRange"
     },
     "compare": {
      "default": "none",
      "$ref": "#/components/schemas/Compare"
     },
     "filters": {
      "default": [],
      "$ref": "#/components/schemas/ReportFiltersInput"
     },
     "reports": {
      "minItems": 1,
      "maxItems": 30,
      "type": "array",
      "items": {
       "$ref": "#/components/schemas/ReportRequest"
      }
     }
    },
    "required": [
     "range",
     "reports"
    ],
    "additionalProperties": false,
    "description": "The question of reports/query without the website: the link names it."
   },
   "SharedSiteDto": {
    "type": "object",
    "properties": {
     "siteId": {
      "anyOf": [
       {
        "type": "string",
        "format": "uuid"
       },
       {
        "type": "null"
       }
      ],
      "description": "Null while it is locked."
     },
     "siteName": {
      "type": "string"
     },
     "domain": {
      "type": "string"
     },
     "timeZone": {
      "type": "string"
     },
     "isLocked": {
      "type": "boolean",
      "description": "Whether a password has still to be given by this browser."
     },
     "expiresAt": {
      "anyOf": [
       {
        "type": "string",
        "format": "date-time"
       },
       {
        "type": "null"
       }
      ]
     },
     "firstEventAt": {
      "anyOf": [
       {
        "type": "string",
        "format": "date-time"
       },
       {
        "type": "null"
       }
      ]
     }
    },
    "required": [
     "siteId",
     "siteName",
     "domain",
     "timeZone",
     "isLocked",
     "expiresAt",
     "firstEventAt"
    ],
    "additionalProperties": false,
    "description": "What the page of a link knows before any numbers."
   },
   "SingleReportOutput": {
    "type": "object",
    "properties": {
     "site": {
      "type": "object",
      "properties": {
       "id": {
        "type": "string",
        "format": "uuid"
       },
       "timeZone": {
        "type": "string"
       }
      },
      "required": [
       "id",
       "timeZone"
      ],
      "additionalProperties": false
     },
     "range": {
      "type": "object",
      "properties": {
       "from": {
        "type": "string",
        "format": "date"
       },
       "to": {
        "type": "string",
        "format": "date"
       }
      },
      "required": [
       "from",
       "to"
      ],
      "additionalProperties": false
     },
     "compareRange": {
      "anyOf": [
       {
        "type": "object",
        "properties": {
         "from": {
          "type": "string",
          "format": "date"
         },
         "to": {
          "type": "string",
          "format": "date"
         }
        },
        "required": [
         "from",
         "to"
        ],
        "additionalProperties": false
       },
       {
        "type": "null"
       }
      ]
     },
     "result": {
      "$ref": "#/components/schemas/ReportResult"
     },
     "servedBy": {
      "$ref": "#/components/schemas/ServedBy"
     },
     "approximate": {
      "type": "boolean",
      "description": "True when only every n-th visitor was looked at."
     }
    },
    "required": [
     "site",
     "range",
     "compareRange",
     "result",
     "servedBy",
     "approximate"
    ],
    "additionalProperties": false
   },
   "SiteDto": {
    "type": "object",
    "properties": {
     "id": {
      "type": "string",
      "format": "uuid"
     },
     "companyId": {
      "type": "string",
      "format": "uuid"
     },
     "name": {
      "type": "string"
     },
     "domain": {
      "type": "string"
     },
     "timeZone": {
      "type": "string"
     },
     "allowedHosts": {
      "type": "array",
      "items": {
       "type": "string"
      }
     },
     "siteKey": {
      "type": "string"
     },
     "snippet": {
      "type": "string",
      "description": "The one line of HTML that a website's owner pastes into its pages."
     },
     "consentMode": {
      "$ref": "#/components/schemas/ConsentMode",
      "description": "cookieless: the daily hash alone; consent: a first-party cookie once a visitor has agreed."
     },
     "excludedPaths": {
      "type": "array",
      "items": {
       "type": "string"
      },
      "description": "Pages that are not counted; `*` stands for anything."
     },
     "excludedAddresses": {
      "type": "array",
      "items": {
       "type": "string"
      },
      "description": "Addresses and ranges whose visits are not counted."
     },
     "retentionDays": {
      "anyOf": [
       {
        "type": "integer"
       },
       {
        "type": "null"
       }
      ],
      "description": "Days that events and visits are kept; null: as long as the website. Totals stay."
     },
     "channelRules": {
      "$ref": "#/components/schemas/ChannelRules",
      "description": "The owner's own rules for channels, read from the top before the built-in ones."
     },
     "replayEnabled": {
      "type": "boolean"
     },
     "replaySamplePct": {
      "type": "integer",
      "description": "Of a hundred visits that agreed, how many are recorded."
     },
     "replayRetentionDays": {
      "type": "integer"
     },
     "replayBlockSelector": {
      "type": "string",
      "description": "Parts of pages that are never recorded."
     },
     "replayUnmaskSelector": {
      "type": "string",
      "description": "Parts of pages whose texts are recorded as they are; everything else is masked."
     },
     "createdAt": {
      "type": "string",
      "format": "date-time"
     },
     "firstEventAt": {
      "anyOf": [
       {
        "type": "string",
        "format": "date-time"
       },
       {
        "type": "null"
       }
      ]
     },
     "lastEventAt": {
      "anyOf": [
       {
        "type": "string",
        "format": "date-time"
       },
       {
        "type": "null"
       }
      ]
     }
    },
    "required": [
     "id",
     "companyId",
     "name",
     "domain",
     "timeZone",
     "allowedHosts",
     "siteKey",
     "snippet",
     "consentMode",
     "excludedPaths",
     "excludedAddresses",
     "retentionDays",
     "channelRules",
     "replayEnabled",
     "replaySamplePct",
     "replayRetentionDays",
     "replayBlockSelector",
     "replayUnmaskSelector",
     "createdAt",
     "firstEventAt",
     "lastEventAt"
    ],
    "additionalProperties": false
   },
   "SiteImportDto": {
    "type": "object",
    "properties": {
     "id": {
      "type": "string",
      "format": "uuid"
     },
     "siteId": {
      "type": "string",
      "format": "uuid"
     },
     "source": {
      "$ref": "#/components/schemas/ImportSource"
     },
     "status": {
      "type": "string",
      "enum": [
       "uploading",
       "reading",
       "preview",
       "applying",
       "applied",
       "undoing",
       "undone",
       "failed"
      ],
      "description": "uploading: waits for files; reading: they are being read; preview: nothing is counted yet; applying, applied, undoing, undone; failed: see lastError."
     },
     "fileNames": {
      "type": "array",
      "items": {
       "type": "string"
      }
     },
     "fromDay": {
      "anyOf": [
       {
        "type": "string",
        "format": "date"
       },
       {
        "type": "null"
       }
      ]
     },
     "toDay": {
      "anyOf": [
       {
        "type": "string",
        "format": "date"
       },
       {
        "type": "null"
       }
      ]
     },
     "preview": {
      "anyOf": [
       {
        "$ref": "#/components/schemas/ImportPreview"
       },
       {
        "type": "null"
       }
      ]
     },
     "progress": {
      "type": "object",
      "properties": {
       "done": {
        "type": "integer",
        "minimum": 0
       },
       "total": {
        "type": "integer",
        "minimum": 0
       }
      },
      "required": [
       "done",
       "total"
      ],
      "additionalProperties": false,
      "description": "Rows that are among the website's numbers now, of those that are to be."
     },
     "skippedDays": {
      "type": "integer",
      "minimum": 0,
      "description": "Days that were left out, since they had numbers already."
     },
     "lastError": {
      "type": [
       "string",
       "null"
      ]
     },
     "createdAt": {
      "type": "string",
      "format": "date-time"
     },
     "appliedAt": {
      "anyOf": [
       {
        "type": "string",
        "format": "date-time"
       },
       {
        "type": "null"
       }
      ]
     },
     "undoneAt": {
      "anyOf": [
       {
        "type": "string",
        "format": "date-time"
       },
       {
        "type": "null"
       }
      ]
     }
    },
    "required": [
     "id",
     "siteId",
     "source",
     "status",
     "fileNames",
     "fromDay",
     "toDay",
     "preview",
     "progress",
     "skippedDays",
     "lastError",
     "createdAt",
     "appliedAt",
     "undoneAt"
    ],
    "additionalProperties": false
   },
   "SiteImportList": {
    "type": "object",
    "properties": {
     "items": {
      "type": "array",
      "items": {
       "$ref": "#/components/schemas/SiteImportDto"
      }
     },
     "nextCursor": {
      "type": [
       "string",
       "null"
      ]
     }
    },
    "required": [
     "items",
     "nextCursor"
    ],
    "additionalProperties": false
   },
   "SiteList": {
    "type": "object",
    "properties": {
     "items": {
      "type": "array",
      "items": {
       "$ref": "#/components/schemas/SiteDto"
      }
     },
     "nextCursor": {
      "type": [
       "string",
       "null"
      ]
     }
    },
    "required": [
     "items",
     "nextCursor"
    ],
    "additionalProperties": false
   },
   "StepKind": {
    "type": "string",
    "enum": [
     "page",
     "event"
    ]
   },
   "StoppedReason": {
    "type": "string",
    "enum": [
     "too_many_nodes",
     "too_busy",
     "too_long",
     "too_large",
     "offline"
    ],
    "description": "Why a recording ended before its visitor left; null where it did not."
   },
   "TakeLinkInput": {
    "type": "object",
    "properties": {
     "token": {
      "type": "string",
      "minLength": 1,
      "maxLength": 200
     },
     "password": {
      "type": "string",
      "maxLength": 200
     }
    },
    "required": [
     "token"
    ],
    "description": "A link that proves an address; with the password where nobody is signed in."
   },
   "TenantDto": {
    "type": "object",
    "properties": {
     "id": {
      "type": "string",
      "format": "uuid"
     },
     "name": {
      "type": "string"
     },
     "timeZone": {
      "type": "string"
     },
     "domain": {
      "type": [
       "string",
       "null"
      ],
      "description": "The first verified domain."
     },
     "role": {
      "anyOf": [
       {
        "$ref": "#/components/schemas/MemberRole"
       },
       {
        "type": "null"
       }
      ],
      "description": "The caller's role; null for an API key."
     },
     "isDefault": {
      "type": "boolean",
      "description": "Whether this session starts in it."
     },
     "createdAt": {
      "type": "string",
      "format": "date-time"
     },
     "closing": {
      "anyOf": [
       {
        "$ref": "#/components/schemas/Closing"
       },
       {
        "type": "null"
       }
      ]
     }
    },
    "required": [
     "id",
     "name",
     "timeZone",
     "domain",
     "role",
     "isDefault",
     "createdAt",
     "closing"
    ],
    "additionalProperties": false
   },
   "TenantList": {
    "type": "object",
    "properties": {
     "items": {
      "type": "array",
      "items": {
       "$ref": "#/components/schemas/TenantDto"
      }
     },
     "nextCursor": {
      "type": "null"
     }
    },
    "required": [
     "items",
     "nextCursor"
    ],
    "additionalProperties": false,
    "description": "A person belongs to few workspaces: the list has one page."
   },
   "TokenDto": {
    "type": "object",
    "properties": {
     "tokenType": {
      "type": "string",
      "const": "Bearer"
     },
     "accessToken": {
      "type": "string"
     },
     "expiresInS": {
      "type": "integer"
     },
     "refreshToken": {
      "type": "string"
     },
     "refreshExpiresAt": {
      "type": "string",
      "format": "date-time"
     },
     "tenantId": {
      "type": "string",
      "format": "uuid"
     },
     "tenants": {
      "type": "array",
      "items": {
       "$ref": "#/components/schemas/WorkspaceDto"
      }
     }
    },
    "required": [
     "tokenType",
     "accessToken",
     "expiresInS",
     "refreshToken",
     "refreshExpiresAt",
     "tenantId",
     "tenants"
    ],
    "additionalProperties": false,
    "description": "A pair of tokens, the workspace they work in, and the others one may ask for."
   },
   "TokenLoginInput": {
    "type": "object",
    "properties": {
     "email": {
      "type": "string",
      "maxLength": 254,
      "format": "email"
     },
     "password": {
      "type": "string",
      "minLength": 1,
      "maxLength": 200
     },
     "code": {
      "type": "string",
      "maxLength": 40,
      "description": "Six digits of the authenticator app, or a recovery code."
     },
     "tenantId": {
      "type": "string",
      "format": "uuid",
      "description": "The workspace to work in; default: the oldest one."
     }
    },
    "required": [
     "email",
     "password"
    ]
   },
   "TotalsResult": {
    "type": "object",
    "properties": {
     "visitors": {
      "type": "integer",
      "minimum": 0
     },
     "visits": {
      "type": "integer",
      "minimum": 0
     },
     "pageViews": {
      "type": "integer",
      "minimum": 0
     },
     "events": {
      "type": "integer",
      "minimum": 0
     },
     "bounces": {
      "type": "integer",
      "minimum": 0
     },
     "visibleMs": {
      "type": "integer",
      "minimum": 0
     },
     "identifiedVisitors": {
      "type": "integer",
      "minimum": 0,
      "description": "Of the visitors those who consented: each counts once in the whole range."
     },
     "kind": {
      "type": "string",
      "const": "totals"
     },
     "visitorsAreDailySums": {
      "type": "boolean",
      "description": "True when visitors without a cookie are in it over several days: one person on two days counts twice."
     },
     "previous": {
      "$ref": "#/components/schemas/TotalsValues"
     }
    },
    "required": [
     "visitors",
     "visits",
     "pageViews",
     "events",
     "bounces",
     "visibleMs",
     "identifiedVisitors",
     "kind",
     "visitorsAreDailySums"
    ],
    "additionalProperties": false
   },
   "TotalsValues": {
    "type": "object",
    "properties": {
     "visitors": {
      "type": "integer",
      "minimum": 0
     },
     "visits": {
      "type": "integer",
      "minimum": 0
     },
     "pageViews": {
      "type": "integer",
      "minimum": 0
     },
     "events": {
      "type": "integer",
      "minimum": 0
     },
     "bounces": {
      "type": "integer",
      "minimum": 0
     },
     "visibleMs": {
      "type": "integer",
      "minimum": 0
     },
     "identifiedVisitors": {
      "type": "integer",
      "minimum": 0,
      "description": "Of the visitors those who consented: each counts once in the whole range."
     }
    },
    "required": [
     "visitors",
     "visits",
     "pageViews",
     "events",
     "bounces",
     "visibleMs",
     "identifiedVisitors"
    ],
    "additionalProperties": false
   },
   "TransferInput": {
    "type": "object",
    "properties": {
     "userId": {
      "type": "string",
      "format": "uuid"
     }
    },
    "required": [
     "userId"
    ],
    "additionalProperties": false
   },
   "UnlockShareInput": {
    "type": "object",
    "properties": {
     "password": {
      "type": "string",
      "minLength": 1,
      "maxLength": 200
     }
    },
    "required": [
     "password"
    ],
    "additionalProperties": false
   },
   "UpdateAnnotationInput": {
    "type": "object",
    "properties": {
     "day": {
      "type": "string",
      "format": "date"
     },
     "text": {
      "type": "string",
      "minLength": 1,
      "maxLength": 300
     }
    },
    "additionalProperties": false
   },
   "UpdateContactInput": {
    "type": "object",
    "properties": {
     "email": {
      "type": "string",
      "maxLength": 254,
      "format": "email"
     },
     "name": {
      "type": "string",
      "maxLength": 200
     },
     "companyName": {
      "type": "string",
      "maxLength": 200
     },
     "phone": {
      "type": "string",
      "maxLength": 50
     }
    },
    "additionalProperties": false
   },
   "UpdateDigestInput": {
    "type": "object",
    "properties": {
     "frequency": {
      "$ref": "#/components/schemas/DigestFrequency"
     },
     "recipients": {
      "minItems": 1,
      "maxItems": 20,
      "type": "array",
      "items": {
       "type": "string",
       "maxLength": 254,
       "format": "email"
      }
     },
     "isActive": {
      "type": "boolean"
     }
    },
    "additionalProperties": false
   },
   "UpdateFormInput": {
    "type": "object",
    "properties": {
     "name": {
      "type": "string",
      "minLength": 1,
      "maxLength": 120
     },
     "siteId": {
      "anyOf": [
       {
        "type": "string",
        "format": "uuid"
       },
       {
        "type": "null"
       }
      ]
     },
     "redirectUrl": {
      "anyOf": [
       {
        "type": "string",
        "maxLength": 2000,
        "format": "uri"
       },
       {
        "type": "null"
       }
      ]
     },
     "allowedHosts": {
      "maxItems": 50,
      "type": "array",
      "items": {
       "type": "string",
       "maxLength": 253
      }
     },
     "isActive": {
      "type": "boolean"
     }
    },
    "additionalProperties": false
   },
   "UpdateFunnelInput": {
    "type": "object",
    "properties": {
     "name": {
      "type": "string",
      "minLength": 1,
      "maxLength": 120
     },
     "steps": {
      "$ref": "#/components/schemas/FunnelSteps"
     },
     "windowMinutes": {
      "type": "integer",
      "minimum": 1,
      "maximum": 43200
     }
    },
    "additionalProperties": false
   },
   "UpdateGoalInput": {
    "type": "object",
    "properties": {
     "name": {
      "type": "string",
      "minLength": 1,
      "maxLength": 120
     },
     "kind": {
      "$ref": "#/components/schemas/StepKind"
     },
     "pattern": {
      "type": "string",
      "minLength": 1,
      "maxLength": 500
     },
     "valueCents": {
      "anyOf": [
       {
        "type": "integer",
        "minimum": 0,
        "maximum": 100000000000
       },
       {
        "type": "null"
       }
      ]
     },
     "currency": {
      "anyOf": [
       {
        "type": "string",
        "pattern": "^[A-Z]{3}$"
       },
       {
        "type": "null"
       }
      ]
     },
     "valueProperty": {
      "anyOf": [
       {
        "type": "string",
        "minLength": 1,
        "maxLength": 100
       },
       {
        "type": "null"
       }
      ]
     },
     "archived": {
      "type": "boolean"
     }
    },
    "additionalProperties": false,
    "description": "A changed goal counts by its new rule in all reports, those of the past too. `archived` takes it out of reports and keeps it."
   },
   "UpdateProfileInput": {
    "type": "object",
    "properties": {
     "firstName": {
      "type": "string",
      "maxLength": 80
     },
     "lastName": {
      "type": "string",
      "maxLength": 80
     }
    }
   },
   "UpdateRequestInput": {
    "type": "object",
    "properties": {
     "status": {
      "$ref": "#/components/schemas/RequestStatus"
     }
    },
    "required": [
     "status"
    ],
    "additionalProperties": false
   },
   "UpdateSavedViewInput": {
    "type": "object",
    "properties": {
     "name": {
      "type": "string",
      "minLength": 1,
      "maxLength": 120
     },
     "query": {
      "type": "object",
      "properties": {
       "range": {
        "type": "string",
        "maxLength": 40
       },
       "compare": {
        "type": "string",
        "maxLength": 40
       },
       "interval": {
        "$ref": "#/components/schemas/SeriesInterval"
       },
       "filters": {
        "default": [],
        "$ref": "#/components/schemas/ReportFilters"
       },
       "tabs": {
        "type": "object",
        "additionalProperties": {
         "$ref": "#/components/schemas/ReportDimension"
        }
       }
      },
      "additionalProperties": false
     }
    },
    "additionalProperties": false
   },
   "UpdateSiteInput": {
    "type": "object",
    "properties": {
     "name": {
      "type": "string",
      "minLength": 1,
      "maxLength": 120
     },
     "domain": {
      "type": "string",
      "maxLength": 253
     },
     "timeZone": {
      "type": "string",
      "minLength": 1,
      "maxLength": 64
     },
     "allowedHosts": {
      "maxItems": 50,
      "type": "array",
      "items": {
       "type": "string",
       "maxLength": 253
      }
     },
     "consentMode": {
      "$ref": "#/components/schemas/ConsentMode"
     },
     "excludedPaths": {
      "maxItems": 100,
      "type": "array",
      "items": {
       "type": "string",
       "minLength": 1,
       "maxLength": 300,
       "pattern": "^[/*][^\\s?#\\p{Cc}]*$"
      }
     },
     "excludedAddresses": {
      "maxItems": 100,
      "type": "array",
      "items": {
       "type": "string",
       "maxLength": 64
      }
     },
     "retentionDays": {
      "anyOf": [
       {
        "type": "integer",
        "minimum": 7,
        "maximum": 3650
       },
       {
        "type": "null"
       }
      ]
     },
     "channelRules": {
      "maxItems": 50,
      "$ref": "#/components/schemas/ChannelRules"
     },
     "replayEnabled": {
      "type": "boolean"
     },
     "replaySamplePct": {
      "type": "integer",
      "minimum": 1,
      "maximum": 100
     },
     "replayRetentionDays": {
      "type": "integer",
      "minimum": 1,
      "maximum": 365
     },
     "replayBlockSelector": {
      "type": "string",
      "maxLength": 500,
      "pattern": "^[^<{};\\p{Cc}]*$"
     },
     "replayUnmaskSelector": {
      "type": "string",
      "maxLength": 500,
      "pattern": "^[^<{};\\p{Cc}]*$"
     }
    },
    "additionalProperties": false
   },
   "UpdateTenantInput": {
    "type": "object",
    "properties": {
     "name": {
      "type": "string",
      "minLength": 1,
      "maxLength": 120
     },
     "timeZone": {
      "type": "string",
      "minLength": 1,
      "maxLength": 64
     },
     "isDefault": {
      "type": "boolean",
      "const": true,
      "description": "Makes it the workspace that this person's open sessions start in."
     }
    },
    "additionalProperties": false
   },
   "UserDto": {
    "type": "object",
    "properties": {
     "id": {
      "type": "string",
      "format": "uuid"
     },
     "email": {
      "type": "string"
     },
     "firstName": {
      "type": "string"
     },
     "lastName": {
      "type": "string"
     },
     "avatarUrl": {
      "type": [
       "string",
       "null"
      ]
     }
    },
    "required": [
     "id",
     "email",
     "firstName",
     "lastName",
     "avatarUrl"
    ],
    "additionalProperties": false
   },
   "WorkspaceDto": {
    "type": "object",
    "properties": {
     "id": {
      "type": "string",
      "format": "uuid"
     },
     "name": {
      "type": "string"
     },
     "role": {
      "$ref": "#/components/schemas/RoleSchema"
     }
    },
    "required": [
     "id",
     "name",
     "role"
    ],
    "additionalProperties": false
   }
  },
  "responses": {
   "Problem400": {
    "description": "The request could not be read (`bad_request`)",
    "headers": {
     "X-Request-Id": {
      "$ref": "#/components/headers/X-Request-Id"
     }
    },
    "content": {
     "application/problem+json": {
      "schema": {
       "$ref": "#/components/schemas/Problem"
      },
      "example": {
       "type": "urn:brand-automator:problem:bad_request",
       "title": "The request could not be read",
       "status": 400,
       "detail": "The request could not be read.",
       "code": "bad_request",
       "requestId": "0195a3f2-6b1c-7d4e-9a8b-3c5d7e9f1a2b"
      }
     }
    }
   },
   "Problem401": {
    "description": "Sign in first (`unauthenticated`), or: The second factor is missing (`second_factor_required`)",
    "headers": {
     "X-Request-Id": {
      "$ref": "#/components/headers/X-Request-Id"
     }
    },
    "content": {
     "application/problem+json": {
      "schema": {
       "$ref": "#/components/schemas/Problem"
      },
      "example": {
       "type": "urn:brand-automator:problem:unauthenticated",
       "title": "Sign in first",
       "status": 401,
       "detail": "Sign in first.",
       "code": "unauthenticated",
       "requestId": "0195a3f2-6b1c-7d4e-9a8b-3c5d7e9f1a2b"
      }
     }
    }
   },
   "Problem403": {
    "description": "Prove that it is you (`reauthentication_required`), or: Your role does not allow this (`forbidden`)",
    "headers": {
     "X-Request-Id": {
      "$ref": "#/components/headers/X-Request-Id"
     }
    },
    "content": {
     "application/problem+json": {
      "schema": {
       "$ref": "#/components/schemas/Problem"
      },
      "example": {
       "type": "urn:brand-automator:problem:reauthentication_required",
       "title": "Prove that it is you",
       "status": 403,
       "detail": "Prove that it is you.",
       "code": "reauthentication_required",
       "requestId": "0195a3f2-6b1c-7d4e-9a8b-3c5d7e9f1a2b"
      }
     }
    }
   },
   "Problem404": {
    "description": "Not found (`not_found`)",
    "headers": {
     "X-Request-Id": {
      "$ref": "#/components/headers/X-Request-Id"
     }
    },
    "content": {
     "application/problem+json": {
      "schema": {
       "$ref": "#/components/schemas/Problem"
      },
      "example": {
       "type": "urn:brand-automator:problem:not_found",
       "title": "Not found",
       "status": 404,
       "detail": "Not found.",
       "code": "not_found",
       "requestId": "0195a3f2-6b1c-7d4e-9a8b-3c5d7e9f1a2b"
      }
     }
    }
   },
   "Problem409": {
    "description": "This conflicts with what is there (`conflict`)",
    "headers": {
     "X-Request-Id": {
      "$ref": "#/components/headers/X-Request-Id"
     }
    },
    "content": {
     "application/problem+json": {
      "schema": {
       "$ref": "#/components/schemas/Problem"
      },
      "example": {
       "type": "urn:brand-automator:problem:conflict",
       "title": "This conflicts with what is there",
       "status": 409,
       "detail": "This conflicts with what is there.",
       "code": "conflict",
       "requestId": "0195a3f2-6b1c-7d4e-9a8b-3c5d7e9f1a2b"
      }
     }
    }
   },
   "Problem410": {
    "description": "This is no longer valid (`gone`)",
    "headers": {
     "X-Request-Id": {
      "$ref": "#/components/headers/X-Request-Id"
     }
    },
    "content": {
     "application/problem+json": {
      "schema": {
       "$ref": "#/components/schemas/Problem"
      },
      "example": {
       "type": "urn:brand-automator:problem:gone",
       "title": "This is no longer valid",
       "status": 410,
       "detail": "This is no longer valid.",
       "code": "gone",
       "requestId": "0195a3f2-6b1c-7d4e-9a8b-3c5d7e9f1a2b"
      }
     }
    }
   },
   "Problem413": {
    "description": "The request is too large (`payload_too_large`)",
    "headers": {
     "X-Request-Id": {
      "$ref": "#/components/headers/X-Request-Id"
     }
    },
    "content": {
     "application/problem+json": {
      "schema": {
       "$ref": "#/components/schemas/Problem"
      },
      "example": {
       "type": "urn:brand-automator:problem:payload_too_large",
       "title": "The request is too large",
       "status": 413,
       "detail": "The request is too large.",
       "code": "payload_too_large",
       "requestId": "0195a3f2-6b1c-7d4e-9a8b-3c5d7e9f1a2b"
      }
     }
    }
   },
   "Problem415": {
    "description": "This content type is not supported here (`unsupported_media_type`)",
    "headers": {
     "X-Request-Id": {
      "$ref": "#/components/headers/X-Request-Id"
     }
    },
    "content": {
     "application/problem+json": {
      "schema": {
       "$ref": "#/components/schemas/Problem"
      },
      "example": {
       "type": "urn:brand-automator:problem:unsupported_media_type",
       "title": "This content type is not supported here",
       "status": 415,
       "detail": "This content type is not supported here.",
       "code": "unsupported_media_type",
       "requestId": "0195a3f2-6b1c-7d4e-9a8b-3c5d7e9f1a2b"
      }
     }
    }
   },
   "Problem422": {
    "description": "Some fields need attention (`validation_failed`)",
    "headers": {
     "X-Request-Id": {
      "$ref": "#/components/headers/X-Request-Id"
     }
    },
    "content": {
     "application/problem+json": {
      "schema": {
       "$ref": "#/components/schemas/Problem"
      },
      "example": {
       "type": "urn:brand-automator:problem:validation_failed",
       "title": "Some fields need attention",
       "status": 422,
       "detail": "Some fields need attention.",
       "code": "validation_failed",
       "requestId": "0195a3f2-6b1c-7d4e-9a8b-3c5d7e9f1a2b",
       "invalidParams": [
        {
         "name": "email",
         "reason": "Enter an e-mail address like name@example.com."
        }
       ]
      }
     }
    }
   },
   "Problem429": {
    "description": "Too many requests (`rate_limited`)",
    "headers": {
     "X-Request-Id": {
      "$ref": "#/components/headers/X-Request-Id"
     },
     "Retry-After": {
      "$ref": "#/components/headers/Retry-After"
     }
    },
    "content": {
     "application/problem+json": {
      "schema": {
       "$ref": "#/components/schemas/Problem"
      },
      "example": {
       "type": "urn:brand-automator:problem:rate_limited",
       "title": "Too many requests",
       "status": 429,
       "detail": "Too many requests.",
       "code": "rate_limited",
       "requestId": "0195a3f2-6b1c-7d4e-9a8b-3c5d7e9f1a2b"
      }
     }
    }
   },
   "Problem503": {
    "description": "Temporarily unavailable (`unavailable`)",
    "headers": {
     "X-Request-Id": {
      "$ref": "#/components/headers/X-Request-Id"
     },
     "Retry-After": {
      "$ref": "#/components/headers/Retry-After"
     }
    },
    "content": {
     "application/problem+json": {
      "schema": {
       "$ref": "#/components/schemas/Problem"
      },
      "example": {
       "type": "urn:brand-automator:problem:unavailable",
       "title": "Temporarily unavailable",
       "status": 503,
       "detail": "Temporarily unavailable.",
       "code": "unavailable",
       "requestId": "0195a3f2-6b1c-7d4e-9a8b-3c5d7e9f1a2b"
      }
     }
    }
   }
  },
  "headers": {
   "X-Request-Id": {
    "description": "Names this request in our log.",
    "schema": {
     "type": "string"
    }
   },
   "RateLimit-Limit": {
    "description": "How many requests the window allows.",
    "schema": {
     "type": "integer",
     "minimum": 0
    }
   },
   "RateLimit-Remaining": {
    "description": "How many of them are left.",
    "schema": {
     "type": "integer",
     "minimum": 0
    }
   },
   "RateLimit-Reset": {
    "description": "Seconds until the window starts anew.",
    "schema": {
     "type": "integer",
     "minimum": 0
    }
   },
   "Retry-After": {
    "description": "Seconds after which trying again makes sense.",
    "schema": {
     "type": "integer",
     "minimum": 0
    }
   },
   "Idempotency-Replayed": {
    "description": "\"true\" when this is the stored answer to an earlier request with the same Idempotency-Key.",
    "schema": {
     "type": "string"
    }
   }
  },
  "parameters": {
   "WorkspaceId": {
    "name": "X-Workspace-Id",
    "in": "header",
    "required": false,
    "description": "The workspace this call works in. Without it: the workspace of the token or key, or the session's default one.",
    "schema": {
     "type": "string",
     "format": "uuid"
    }
   },
   "IdempotencyKey": {
    "name": "Idempotency-Key",
    "in": "header",
    "required": false,
    "description": "1 to 255 visible ASCII characters. The same key with the same body gets the first answer again, for 24 hours.",
    "schema": {
     "type": "string",
     "minLength": 1,
     "maxLength": 255
    }
   }
  },
  "securitySchemes": {
   "session": {
    "type": "apiKey",
    "in": "cookie",
    "name": "ba.session",
    "description": "The cookie of the product's own pages (with the prefix __Secure- under https). Changes need our own Origin."
   },
   "accessToken": {
    "type": "http",
    "scheme": "bearer",
    "bearerFormat": "JWT",
    "description": "Access token of POST /api/v1/auth/login or refresh; valid for 15 minutes and for one workspace."
   },
   "apiKey": {
    "type": "http",
    "scheme": "bearer",
    "bearerFormat": "ba_<8 characters>_<43 characters>",
    "description": "API key of a workspace; it may do what its scopes and its maker's role allow."
   }
  }
 }
};
