// Made by scripts/openapi.ts (through scripts/generate.mjs) from the routes; do not edit.

export interface paths {
    "/api/v1/account": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read your account
         * @description Takes: session cookie, access token.
         */
        get: operations["getAccount"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change your names
         * @description Takes: session cookie, access token.
         */
        patch: operations["updateAccount"];
        trace?: never;
    };
    "/api/v1/account/avatar": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Set your picture
         * @description The body is the picture itself: WebP, JPEG or PNG of at most 512 KB. Takes: session cookie, access token.
         */
        put: operations["setAvatar"];
        post?: never;
        /**
         * Remove your picture
         * @description Takes: session cookie, access token.
         */
        delete: operations["removeAvatar"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/account/avatar/{avatarKey}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a person's picture
         * @description The address is handed out with the person; nobody can guess it, and it changes with the picture. Needs no sign-in.
         */
        get: operations["getAccountAvatar"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/account/delete": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Delete your account
         * @description Takes: session cookie, access token.
         */
        post: operations["deleteAccount"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/account/email": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask for another e-mail address
         * @description Takes: session cookie, access token.
         */
        post: operations["changeEmail"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/account/identities/{provider}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Begin to connect a sign-in service
         * @description For the product's own pages: leaves a cookie; the sign-in with the service that follows connects it. Takes: session cookie.
         */
        post: operations["linkIdentity"];
        /**
         * Disconnect a sign-in service
         * @description Takes: session cookie, access token.
         */
        delete: operations["unlinkIdentity"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/account/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Change your password
         * @description Takes: session cookie, access token.
         */
        post: operations["changePassword"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/account/second-factor": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make a key for an authenticator app
         * @description Takes: session cookie, access token.
         */
        post: operations["startSecondFactor"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/account/second-factor/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Switch the second factor on by a first code
         * @description Takes: session cookie, access token.
         */
        post: operations["confirmSecondFactor"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/account/second-factor/disable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Switch the second factor off
         * @description Takes: session cookie, access token.
         */
        post: operations["disableSecondFactor"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/account/second-factor/recovery-codes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make new recovery codes
         * @description Takes: session cookie, access token.
         */
        post: operations["renewRecoveryCodes"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/account/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List where you are signed in
         * @description Takes: session cookie, access token.
         */
        get: operations["listSessions"];
        put?: never;
        post?: never;
        /**
         * Sign out everywhere else
         * @description Takes: session cookie, access token.
         */
        delete: operations["endOtherSessions"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/account/sessions/{sessionId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * End one of your sessions
         * @description Takes: session cookie, access token.
         */
        delete: operations["endSession"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/account/verification-email": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send the confirmation of your address again
         * @description Takes: session cookie, access token.
         */
        post: operations["sendVerificationEmail"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/activity": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List what happened lately
         * @description Needs the permission `workspace.read` (owner, admin, editor, viewer). Takes: session cookie, access token, API key.
         */
        get: operations["listActivity"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/api-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List API keys
         * @description Needs the permission `api_keys.read` (owner, admin). Takes: session cookie, access token.
         */
        get: operations["listApiKeys"];
        put?: never;
        /**
         * Create an API key
         * @description The key is in this answer and cannot be read again. It never does more than its maker's role allows. Needs the permission `api_keys.write` (owner, admin). Takes: session cookie, access token.
         */
        post: operations["createApiKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/api-keys/{keyId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Revoke an API key
         * @description Needs the permission `api_keys.write` (owner, admin). Takes: session cookie, access token.
         */
        delete: operations["deleteApiKey"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the audit log
         * @description Needs the permission `audit.read` (owner, admin). Takes: session cookie, access token, API key.
         */
        get: operations["listAuditLog"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Export the audit log as CSV
         * @description Needs the permission `audit.read` (owner, admin). Takes: session cookie, access token, API key.
         */
        get: operations["exportAuditLog"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/confirm-email-change": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Confirm a new e-mail address by the link's token
         * @description Who is not signed in to the account sends its password too. Needs no sign-in.
         */
        post: operations["confirmEmailChange"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/forgot-password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a link that sets a new password
         * @description The answer is the same for an address that nobody has. Needs no sign-in.
         */
        post: operations["forgotPassword"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/jwks.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the signing keys
         * @description Public keys of access tokens (RFC 7517), so that a gateway can check them by itself. Needs no sign-in.
         */
        get: operations["getJwks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/login": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Log in
         * @description Answers an access token of 15 minutes for one workspace, a refresh token, and the list of the person's workspaces. An account with a second factor is asked for its code: 401 with the code second_factor_required. Needs no sign-in.
         */
        post: operations["logIn"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/logout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Log out
         * @description Ends the refresh token's family; access tokens of it are refused from the next request on. Needs no sign-in.
         */
        post: operations["logOut"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Refresh tokens
         * @description A refresh token works once and is answered with a new pair. Sending one a second time ends its whole family. Needs no sign-in.
         */
        post: operations["refreshTokens"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/register": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make an account with its workspace
         * @description The answer is the same for an address that has an account. A message asks for a confirmation. Needs no sign-in.
         */
        post: operations["register"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/reset-password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Set a new password by the link's token
         * @description Ends every session and token of the account. Needs no sign-in.
         */
        post: operations["resetPassword"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/second-factor": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Finish a browser's sign-in with the second factor
         * @description Takes six digits of the authenticator app or a recovery code. The cookie is replaced by a new one. Needs no sign-in.
         */
        post: operations["passSecondFactor"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/verify-email": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Confirm an e-mail address by the link's token
         * @description Who is not signed in to the account sends its password too. Needs no sign-in.
         */
        post: operations["verifyEmail"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/companies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List companies
         * @description Needs the permission `companies.read` (owner, admin, editor, viewer). Takes: session cookie, access token, API key.
         */
        get: operations["listCompanies"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/contacts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List contacts
         * @description Needs the permission `contacts.read` (owner, admin, editor, viewer). Takes: session cookie, access token, API key.
         */
        get: operations["listContacts"];
        put?: never;
        /**
         * Create a contact
         * @description Needs the permission `contacts.write` (owner, admin, editor). Takes: session cookie, access token, API key.
         */
        post: operations["createContact"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/contacts/{contactId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a contact
         * @description Needs the permission `contacts.read` (owner, admin, editor, viewer). Takes: session cookie, access token, API key.
         */
        get: operations["getContact"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change a contact
         * @description Needs the permission `contacts.write` (owner, admin, editor). Takes: session cookie, access token, API key.
         */
        patch: operations["updateContact"];
        trace?: never;
    };
    "/api/v1/contacts/{contactId}/identify-token": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make a token that names a contact to the tracker
         * @description A page calls ba("identify", token). The token names this contact alone and holds for 30 days. Needs the permission `contacts.write` (owner, admin, editor). Takes: session cookie, access token, API key.
         */
        post: operations["identifyTokenContact"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/digests/unsubscribe/{token}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End a regular e-mail for its recipient
         * @description By the link of a message. Mail programs call it by themselves (RFC 8058). Needs no sign-in.
         */
        post: operations["createDigestUnsubscribe"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send events from a server
         * @description Up to 500 page views and custom events of one website. Address and user agent of the visitor tell visitors apart and are not stored. An id makes sending again safe. Needs the permission `events.write` (owner, admin, editor). Takes: session cookie, access token, API key.
         */
        post: operations["events"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/forms": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List forms
         * @description Needs the permission `forms.read` (owner, admin, editor, viewer). Takes: session cookie, access token, API key.
         */
        get: operations["listForms"];
        put?: never;
        /**
         * Create a form
         * @description Needs the permission `forms.write` (owner, admin). Takes: session cookie, access token, API key.
         */
        post: operations["createForm"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/forms/{formId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a form
         * @description Needs the permission `forms.read` (owner, admin, editor, viewer). Takes: session cookie, access token, API key.
         */
        get: operations["getForm"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change a form, or switch it off
         * @description Needs the permission `forms.write` (owner, admin). Takes: session cookie, access token, API key.
         */
        patch: operations["updateForm"];
        trace?: never;
    };
    "/api/v1/invitations/{token}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read an invitation by its link
         * @description Needs no sign-in.
         */
        get: operations["getInvitation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/invitations/{token}/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Join the workspace of an invitation
         * @description Takes: session cookie, access token.
         */
        post: operations["acceptInvitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Listen to news
         * @description Server-sent events, each a JSON object with a topic and ids: what changed, not how. After `resync` ask for everything anew. The stream ends with the session or the membership. Needs the permission `workspace.read` (owner, admin, editor, viewer). Takes: session cookie, access token.
         */
        get: operations["streamLiveUpdates"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the signed-in person and their workspaces
         * @description Needs the permission `workspace.read` (owner, admin, editor, viewer). Takes: session cookie, access token, API key.
         */
        get: operations["getMe"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notifications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List your notifications
         * @description Needs the permission `notifications.read` (owner, admin, editor, viewer). Takes: session cookie, access token.
         */
        get: operations["listNotifications"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notifications/read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Mark notifications as read
         * @description The given ones of your own, or all without ids. Needs the permission `notifications.write` (owner, admin, editor, viewer). Takes: session cookie, access token.
         */
        post: operations["markNotificationsRead"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/openapi.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get this API's OpenAPI document
         * @description Needs no sign-in.
         */
        get: operations["getOpenApiDocument"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/overview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get visitors, visits and requests against the period before
         * @description Needs the permission `workspace.read` (owner, admin, editor, viewer). Takes: session cookie, access token, API key.
         */
        get: operations["getOverview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/posthog": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the connection with PostHog
         * @description Whether events are forwarded, how many wait, and what went wrong last. Keys are never told. Needs the permission `posthog.read` (owner, admin). Takes: session cookie, access token, API key.
         */
        get: operations["getPosthogConnection"];
        /**
         * Connect with PostHog, or change the connection
         * @description New keys and addresses are tried against PostHog first; what PostHog does not accept is refused with its own words. Needs the permission `posthog.write` (owner, admin). Takes: session cookie, access token.
         */
        put: operations["savePosthogConnection"];
        post?: never;
        /**
         * Disconnect from PostHog
         * @description Needs the permission `posthog.write` (owner, admin). Takes: session cookie, access token.
         */
        delete: operations["disconnectPosthog"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/posthog/flags": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a person's feature flags from PostHog
         * @description Kept for 30 seconds. While PostHog does not answer the list is empty and `problem` says why. Needs the permission `posthog.read` (owner, admin). Takes: session cookie, access token, API key.
         */
        get: operations["getPosthogFlags"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/posthog/insights": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List PostHog's insights, or read one with its data
         * @description Needs a personal key of PostHog. Answers are kept for a minute. Needs the permission `posthog.read` (owner, admin). Takes: session cookie, access token, API key.
         */
        get: operations["listPosthogInsights"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/posthog/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Forward again at once, also after a pause
         * @description Needs the permission `posthog.write` (owner, admin). Takes: session cookie, access token.
         */
        post: operations["resumePosthog"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/posthog/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Try the stored keys against PostHog
         * @description Needs the permission `posthog.write` (owner, admin). Takes: session cookie, access token.
         */
        post: operations["testPosthogConnection"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/posthog/visits/{visitId}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Find a visit's recording at PostHog
         * @description Needs the permission `posthog.read` (owner, admin). Takes: session cookie, access token, API key.
         */
        get: operations["getPosthogReplay"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/replays": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List recordings
         * @description Newest first. Visitors are recorded only after they agreed, masked in their own browser, where the website's settings ask for it. Needs the permission `replays.read` (owner, admin, editor). Takes: session cookie, access token, API key.
         */
        get: operations["listReplays"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/replays/{replayId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a recording with its pieces and what its visitor did
         * @description Needs the permission `replays.read` (owner, admin, editor). Takes: session cookie, access token, API key.
         */
        get: operations["getReplay"];
        put?: never;
        post?: never;
        /**
         * Delete a recording with its files
         * @description Needs the permission `replays.delete` (owner, admin). Takes: session cookie, access token, API key.
         */
        delete: operations["deleteReplay"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/replays/{replayId}/chunks/{seq}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read one piece of a recording
         * @description The gzip of a JSON array of rrweb's events, as it is stored. Needs the permission `replays.read` (owner, admin, editor). Takes: session cookie, access token, API key.
         */
        get: operations["getReplayChunk"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reports/query": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Query reports
         * @description Up to 30 reports of one website in one answer. Reads only, in spite of the method. Needs the permission `reports.read` (owner, admin, editor, viewer). Takes: session cookie, access token, API key.
         */
        post: operations["queryReports"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reports/{kind}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get one report
         * @description The same answer as of POST /reports/query for a single report, by its address. Needs the permission `reports.read` (owner, admin, editor, viewer). Takes: session cookie, access token, API key.
         */
        get: operations["getReport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List requests
         * @description Contact and project-scope requests together, newest first. Needs the permission `requests.read` (owner, admin, editor, viewer). Takes: session cookie, access token, API key.
         */
        get: operations["listRequests"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/requests/{requestId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a request
         * @description With its contact and the visit that sent it. Needs the permission `requests.read` (owner, admin, editor, viewer). Takes: session cookie, access token, API key.
         */
        get: operations["getRequest"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change a request's status
         * @description Needs the permission `requests.write` (owner, admin, editor). Takes: session cookie, access token, API key.
         */
        patch: operations["updateRequest"];
        trace?: never;
    };
    "/api/v1/share/{token}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read what a shared link shows
         * @description Needs no sign-in.
         */
        get: operations["getShare"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/share/{token}/query": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Query reports of a shared link
         * @description The same question as for reports/query, without the website: the link names it. Needs no sign-in.
         */
        post: operations["queryShare"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/share/{token}/unlock": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give the password of a shared link
         * @description Sets a cookie for the calls of this link, for twelve hours. Needs no sign-in.
         */
        post: operations["unlockShare"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sites": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List websites
         * @description Needs the permission `sites.read` (owner, admin, editor, viewer). Takes: session cookie, access token, API key.
         */
        get: operations["listSites"];
        put?: never;
        /**
         * Add a website
         * @description Needs the permission `sites.write` (owner, admin). Takes: session cookie, access token, API key.
         */
        post: operations["createSite"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sites/{siteId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a website
         * @description Needs the permission `sites.read` (owner, admin, editor, viewer). Takes: session cookie, access token, API key.
         */
        get: operations["getSite"];
        put?: never;
        post?: never;
        /**
         * Delete a website with everything that was counted for it
         * @description Needs the permission `sites.write` (owner, admin). Takes: session cookie, access token, API key.
         */
        delete: operations["deleteSite"];
        options?: never;
        head?: never;
        /**
         * Change a website
         * @description Needs the permission `sites.write` (owner, admin). Takes: session cookie, access token, API key.
         */
        patch: operations["updateSite"];
        trace?: never;
    };
    "/api/v1/sites/{siteId}/annotations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List annotations
         * @description Needs the permission `reports.read` (owner, admin, editor, viewer). Takes: session cookie, access token, API key.
         */
        get: operations["listSiteAnnotations"];
        put?: never;
        /**
         * Add an annotation
         * @description Needs the permission `analytics.write` (owner, admin, editor). Takes: session cookie, access token, API key.
         */
        post: operations["createSiteAnnotation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sites/{siteId}/annotations/{annotationId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Remove an annotation
         * @description Needs the permission `analytics.write` (owner, admin, editor). Takes: session cookie, access token, API key.
         */
        delete: operations["deleteSiteAnnotation"];
        options?: never;
        head?: never;
        /**
         * Change an annotation
         * @description Needs the permission `analytics.write` (owner, admin, editor). Takes: session cookie, access token, API key.
         */
        patch: operations["updateSiteAnnotation"];
        trace?: never;
    };
    "/api/v1/sites/{siteId}/digests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List regular e-mails with a website's numbers
         * @description Needs the permission `digests.read` (owner, admin, editor). Takes: session cookie, access token, API key.
         */
        get: operations["listSiteDigests"];
        put?: never;
        /**
         * Send a website's numbers by e-mail regularly
         * @description Needs the permission `digests.write` (owner, admin). Takes: session cookie, access token, API key.
         */
        post: operations["createSiteDigest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sites/{siteId}/digests/{digestId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Stop a regular e-mail
         * @description Needs the permission `digests.write` (owner, admin). Takes: session cookie, access token, API key.
         */
        delete: operations["deleteSiteDigest"];
        options?: never;
        head?: never;
        /**
         * Change a regular e-mail
         * @description Needs the permission `digests.write` (owner, admin). Takes: session cookie, access token, API key.
         */
        patch: operations["updateSiteDigest"];
        trace?: never;
    };
    "/api/v1/sites/{siteId}/drops": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List events that were not counted, by reason
         * @description Needs the permission `sites.read` (owner, admin, editor, viewer). Takes: session cookie, access token, API key.
         */
        get: operations["listSiteDrops"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sites/{siteId}/erasures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List erasures with their receipts
         * @description Needs the permission `erasures.read` (owner, admin). Takes: session cookie, access token, API key.
         */
        get: operations["listSiteErasures"];
        put?: never;
        /**
         * Forget a visitor of a website
         * @description Named by one of their visits, by their cookie ba_v, or as a contact. Asking again gives the erasure that is under way. Needs the permission `erasures.write` (owner, admin). Takes: session cookie, access token.
         */
        post: operations["erasuresSite"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sites/{siteId}/erasures/{erasureId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get an erasure with its receipt
         * @description Needs the permission `erasures.read` (owner, admin). Takes: session cookie, access token, API key.
         */
        get: operations["getSiteErasure"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sites/{siteId}/erasures/{erasureId}/receipt": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Download an erasure's receipt
         * @description Needs the permission `erasures.read` (owner, admin). Takes: session cookie, access token, API key.
         */
        get: operations["getSiteErasureReceipt"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sites/{siteId}/exclude-me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Stop counting visits from your own address
         * @description With IPv6 the whole /64 network of the address is excluded, since the address itself changes daily. Needs the permission `sites.write` (owner, admin). Takes: session cookie, access token, API key.
         */
        post: operations["excludeMeSite"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sites/{siteId}/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Export what was counted for a website
         * @description Events and visits as they were counted, or totals, as CSV or (format=ndjson) as one JSON object a line. The answer is a stream. Needs the permission `data.export` (owner, admin). Takes: session cookie, access token, API key.
         */
        get: operations["getSiteExport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sites/{siteId}/funnels": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List funnels
         * @description Needs the permission `reports.read` (owner, admin, editor, viewer). Takes: session cookie, access token, API key.
         */
        get: operations["listSiteFunnels"];
        put?: never;
        /**
         * Add a funnel
         * @description Needs the permission `analytics.write` (owner, admin, editor). Takes: session cookie, access token, API key.
         */
        post: operations["createSiteFunnel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sites/{siteId}/funnels/{funnelId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Remove a funnel
         * @description Needs the permission `analytics.write` (owner, admin, editor). Takes: session cookie, access token, API key.
         */
        delete: operations["deleteSiteFunnel"];
        options?: never;
        head?: never;
        /**
         * Change a funnel
         * @description Needs the permission `analytics.write` (owner, admin, editor). Takes: session cookie, access token, API key.
         */
        patch: operations["updateSiteFunnel"];
        trace?: never;
    };
    "/api/v1/sites/{siteId}/goals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List goals
         * @description Needs the permission `reports.read` (owner, admin, editor, viewer). Takes: session cookie, access token, API key.
         */
        get: operations["listSiteGoals"];
        put?: never;
        /**
         * Add a goal
         * @description Needs the permission `analytics.write` (owner, admin, editor). Takes: session cookie, access token, API key.
         */
        post: operations["createSiteGoal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sites/{siteId}/goals/{goalId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Remove a goal
         * @description Needs the permission `analytics.write` (owner, admin, editor). Takes: session cookie, access token, API key.
         */
        delete: operations["deleteSiteGoal"];
        options?: never;
        head?: never;
        /**
         * Change a goal
         * @description Needs the permission `analytics.write` (owner, admin, editor). Takes: session cookie, access token, API key.
         */
        patch: operations["updateSiteGoal"];
        trace?: never;
    };
    "/api/v1/sites/{siteId}/imports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List imports from other tools
         * @description Needs the permission `imports.read` (owner, admin). Takes: session cookie, access token, API key.
         */
        get: operations["listSiteImports"];
        put?: never;
        /**
         * Begin an import from another tool
         * @description Upload its files next, have them read, look at the preview, then apply it. Needs the permission `imports.write` (owner, admin). Takes: session cookie, access token, API key.
         */
        post: operations["createSiteImport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sites/{siteId}/imports/{importId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get an import with its preview and progress
         * @description Needs the permission `imports.read` (owner, admin). Takes: session cookie, access token, API key.
         */
        get: operations["getSiteImport"];
        put?: never;
        post?: never;
        /**
         * Remove an import that is not among the numbers
         * @description Needs the permission `imports.write` (owner, admin). Takes: session cookie, access token, API key.
         */
        delete: operations["deleteSiteImport"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sites/{siteId}/imports/{importId}/apply": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Add an import to the website's numbers
         * @description Needs the permission `imports.write` (owner, admin). Takes: session cookie, access token, API key.
         */
        post: operations["applySiteImport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sites/{siteId}/imports/{importId}/files/{fileName}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Upload a file of an import
         * @description The body is the file itself, CSV or zip, of at most 50 MB. The same name again replaces it. Needs the permission `imports.write` (owner, admin). Takes: session cookie, access token, API key.
         */
        put: operations["setSiteImportFile"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sites/{siteId}/imports/{importId}/read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Read an import's files for the preview
         * @description Needs the permission `imports.write` (owner, admin). Takes: session cookie, access token, API key.
         */
        post: operations["readSiteImport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sites/{siteId}/imports/{importId}/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take an import out of the website's numbers
         * @description Needs the permission `imports.write` (owner, admin). Takes: session cookie, access token, API key.
         */
        post: operations["undoSiteImport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sites/{siteId}/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * See who is on the website now
         * @description Visitors of the last 5 and 30 minutes. Ask again when the topic sites.{siteId}.traffic has news. Needs the permission `reports.read` (owner, admin, editor, viewer). Takes: session cookie, access token, API key.
         */
        get: operations["getSiteLive"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sites/{siteId}/rebuilds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List days that were counted again
         * @description Needs the permission `sites.write` (owner, admin). Takes: session cookie, access token, API key.
         */
        get: operations["listSiteRebuilds"];
        put?: never;
        /**
         * Count a day again from its events
         * @description Needs the permission `sites.write` (owner, admin). Takes: session cookie, access token, API key.
         */
        post: operations["createSiteRebuild"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sites/{siteId}/self-test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Explain how the collector sees this very browser
         * @description Applies the collector's rules to the request itself: browser, place, proxy, and why its events would be left out. The address is told to the caller only and is not stored. Needs the permission `sites.read` (owner, admin, editor, viewer). Takes: session cookie, access token, API key.
         */
        get: operations["getSiteSelfTest"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sites/{siteId}/share-links": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List links that show a website's reports
         * @description Needs the permission `sharing.read` (owner, admin). Takes: session cookie, access token, API key.
         */
        get: operations["listSiteShareLinks"];
        put?: never;
        /**
         * Make a link that shows a website's reports
         * @description Needs the permission `sharing.write` (owner, admin). Takes: session cookie, access token.
         */
        post: operations["createSiteShareLink"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sites/{siteId}/share-links/{linkId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Revoke a link
         * @description It is closed at once and for good; it stays in the list. Needs the permission `sharing.write` (owner, admin). Takes: session cookie, access token.
         */
        delete: operations["deleteSiteShareLink"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sites/{siteId}/views": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List saved views
         * @description Needs the permission `reports.read` (owner, admin, editor, viewer). Takes: session cookie, access token, API key.
         */
        get: operations["listSiteViews"];
        put?: never;
        /**
         * Add a saved view
         * @description Needs the permission `analytics.write` (owner, admin, editor). Takes: session cookie, access token, API key.
         */
        post: operations["createSiteView"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sites/{siteId}/views/{viewId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Remove a saved view
         * @description Needs the permission `analytics.write` (owner, admin, editor). Takes: session cookie, access token, API key.
         */
        delete: operations["deleteSiteView"];
        options?: never;
        head?: never;
        /**
         * Change a saved view
         * @description Needs the permission `analytics.write` (owner, admin, editor). Takes: session cookie, access token, API key.
         */
        patch: operations["updateSiteView"];
        trace?: never;
    };
    "/api/v1/tenants": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List my workspaces
         * @description Takes: session cookie, access token.
         */
        get: operations["listTenants"];
        put?: never;
        /**
         * Make a workspace
         * @description Whoever asks becomes its owner. Their own e-mail address must be confirmed. Takes: session cookie, access token.
         */
        post: operations["createTenant"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tenants/{tenantId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the workspace
         * @description Needs the permission `workspace.read` (owner, admin, editor, viewer). Takes: session cookie, access token, API key.
         */
        get: operations["getTenant"];
        put?: never;
        post?: never;
        /**
         * Plan the deletion of the workspace
         * @description The workspace closes at once and is purged when its grace is over (closing.purgeAfterAt). Until then an owner can restore it. Needs the permission `workspace.delete` (owner). Takes: session cookie, access token.
         */
        delete: operations["deleteTenant"];
        options?: never;
        head?: never;
        /**
         * Rename the workspace or change its time zone
         * @description Needs the permission `workspace.write` (owner, admin). Takes: session cookie, access token, API key.
         */
        patch: operations["updateTenant"];
        trace?: never;
    };
    "/api/v1/tenants/{tenantId}/domains": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the domains
         * @description Needs the permission `domains.read` (owner, admin, editor, viewer). Takes: session cookie, access token, API key.
         */
        get: operations["listTenantDomains"];
        put?: never;
        /**
         * Add a domain
         * @description The answer holds the TXT record that proves the domain; check it afterwards. Needs the permission `domains.write` (owner, admin). Takes: session cookie, access token.
         */
        post: operations["createTenantDomain"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tenants/{tenantId}/domains/{domainId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Remove a domain
         * @description Needs the permission `domains.write` (owner, admin). Takes: session cookie, access token.
         */
        delete: operations["deleteTenantDomain"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tenants/{tenantId}/domains/{domainId}/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Check a domain now
         * @description Looks for the TXT record, then for the tracker on the domain's home page. lastFault says what is missing. Needs the permission `domains.write` (owner, admin). Takes: session cookie, access token.
         */
        post: operations["checkTenantDomain"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tenants/{tenantId}/exports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the exports
         * @description Needs the permission `exports.read` (owner, admin). Takes: session cookie, access token.
         */
        get: operations["listTenantExports"];
        put?: never;
        /**
         * Start an export of everything in the workspace
         * @description A ZIP file is made in the background; at most one at a time. It is kept for seven days. Needs the permission `exports.write` (owner, admin). Takes: session cookie, access token.
         */
        post: operations["createTenantExport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tenants/{tenantId}/exports/{exportId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read an export, with a link to its file
         * @description Needs the permission `exports.read` (owner, admin). Takes: session cookie, access token.
         */
        get: operations["getTenantExport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tenants/{tenantId}/invitations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the open invitations
         * @description Needs the permission `members.read` (owner, admin, editor, viewer). Takes: session cookie, access token, API key.
         */
        get: operations["listTenantInvitations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tenants/{tenantId}/invitations/{invitationId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Withdraw an invitation
         * @description Needs the permission `members.write` (owner, admin). Takes: session cookie, access token.
         */
        delete: operations["deleteTenantInvitation"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tenants/{tenantId}/invitations/{invitationId}/resend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send an invitation again, with a new link
         * @description Needs the permission `members.write` (owner, admin). Takes: session cookie, access token.
         */
        post: operations["resendTenantInvitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tenants/{tenantId}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take the deletion of the workspace back
         * @description Needs the permission `workspace.delete` (owner). Takes: session cookie, access token.
         */
        post: operations["restoreTenant"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tenants/{tenantId}/transfer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Hand the workspace over to another member
         * @description The member becomes an owner and whoever asks an admin, both or neither. Needs the permission `owners.write` (owner). Takes: session cookie, access token.
         */
        post: operations["transferTenant"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tenants/{tenantId}/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the members
         * @description Needs the permission `members.read` (owner, admin, editor, viewer). Takes: session cookie, access token, API key.
         */
        get: operations["listUsers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tenants/{tenantId}/users/invite": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Invite a person by e-mail
         * @description Admins invite admins, editors and viewers; only owners invite owners. The link works for seven days. Needs the permission `members.write` (owner, admin). Takes: session cookie, access token.
         */
        post: operations["inviteUser"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tenants/{tenantId}/users/{userId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Remove a member, or leave the workspace yourself
         * @description Everyone may leave; removing others takes members.write, and owners.write for owners. Needs the permission `membership.leave` (owner, admin, editor, viewer). Takes: session cookie, access token.
         */
        delete: operations["removeUser"];
        options?: never;
        head?: never;
        /**
         * Change a member's role, or deactivate them
         * @description Needs the permission `members.write` (owner, admin). Takes: session cookie, access token.
         */
        patch: operations["updateUser"];
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description A person's own account. */
        AccountDto: {
            user: components["schemas"]["UserDto"];
            emailVerified: boolean;
            hasPassword: boolean;
            passwordChangedAt: string | null;
            connections: components["schemas"]["ConnectionDto"][];
            secondFactor: {
                enabledAt: string | null;
                recoveryCodesLeft: number;
            };
        };
        ActivityFeed: {
            items: components["schemas"]["ActivityItem"][];
        };
        ActivityItem: {
            /** @description Unique within the feed: kind and the record's id. */
            id: string;
            kind: components["schemas"]["ActivityKind"];
            title: string;
            detail: string;
            /** @description Path inside the product. */
            href: string;
            /** Format: date-time */
            at: string;
        };
        /**
         * @description visit: the first visit that a site counted.
         * @enum {string}
         */
        ActivityKind: "request" | "site" | "form" | "visit";
        AddDomainInput: {
            domain: string;
        };
        AnnotationDto: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            siteId: string;
            /** Format: date */
            day: string;
            text: string;
            createdByUserId: string | null;
            /** Format: date-time */
            createdAt: string;
        };
        AnnotationList: {
            items: components["schemas"]["AnnotationDto"][];
        };
        /** @description What the list shows of a key; the key itself is shown once, when it is made. */
        ApiKeyDto: {
            /** Format: uuid */
            id: string;
            name: string;
            prefix: string;
            scopes: string[];
            createdBy: {
                /** Format: uuid */
                id: string;
                name: string;
            };
            ratePerMin: number | null;
            /** Format: date-time */
            createdAt: string;
            expiresAt: string | null;
            lastUsedAt: string | null;
            revokedAt: string | null;
        };
        ApiKeyList: {
            items: components["schemas"]["ApiKeyDto"][];
            nextCursor: string | null;
        };
        ApplyImportInput: {
            /**
             * @description Days that already have numbers: leave them out, or refuse the whole import.
             * @default skip
             * @enum {string}
             */
            overlap?: "skip" | "refuse";
        };
        /** @description Which lines of the audit log. Texts match without regard to case. */
        AuditFilters: {
            /** @description A whole action ("member.invite") or its first part ("member"). */
            action?: string;
            actorId?: string;
            entityType?: string;
            entityId?: string;
            /**
             * Format: date-time
             * @description From this moment on.
             */
            from?: string;
            /**
             * Format: date-time
             * @description Before this moment.
             */
            to?: string;
            /** @description Text in what was changed. */
            q?: string;
        };
        AuditLineDto: {
            /** Format: uuid */
            id: string;
            /** Format: date-time */
            at: string;
            actor: {
                /** @enum {string} */
                type: "user" | "api_key" | "system" | "public";
                id: string | null;
                name: string;
            };
            action: string;
            entityType: string;
            entityId: string;
            /** @description A name for people, where the record or the workspace knows one. */
            entityName: string | null;
            before: unknown;
            after: unknown;
            requestId: string;
        };
        AuditList: {
            items: components["schemas"]["AuditLineDto"][];
            nextCursor: string | null;
        };
        AvatarDto: {
            avatarUrl: string | null;
        };
        BreakdownResult: {
            /** @constant */
            kind: "breakdown";
            dimension: components["schemas"]["ReportDimension"];
            rows: components["schemas"]["BreakdownRow"][];
            /** @description How many different values there are, all pages of the list together. */
            total: number;
        };
        BreakdownRow: {
            /** @description The stored value: a path, a host, a country code; "" stands for unknown or none. A region is "DE|Bavaria", a city "DE|Bavaria|Munich". */
            value: string;
            /** @description What people read: "Germany" for "DE". */
            label: string;
            visitors: number;
            visits: number;
            pageViews: number;
            events: number;
            bounces: number;
            visibleMs: number;
            /** @description Pages only: how deep they were read on average, percent; null where nobody's browser said. */
            scrollPct: number | null;
            previous?: {
                visitors: number;
                visits: number;
                pageViews: number;
                events: number;
                bounces: number;
                visibleMs: number;
            };
        };
        /**
         * @description How rows of a breakdown are ordered, largest first (`value`: A to Z).
         * @enum {string}
         */
        BreakdownSort: "visitors" | "visits" | "pageViews" | "events" | "bounces" | "visibleMs" | "value";
        ChangeEmailInput: {
            /** @description Your password. Without one: sign in again, then call within 15 minutes. */
            currentPassword?: string;
            /** Format: email */
            newEmail: string;
        };
        ChangeMemberInput: {
            role?: components["schemas"]["MemberRole"];
            isActive?: boolean;
        };
        ChangePasswordInput: {
            /** @description Your password. Without one: sign in again, then call within 15 minutes. */
            currentPassword?: string;
            newPassword: string;
        };
        ChannelRule: {
            field: components["schemas"]["ChannelRuleField"];
            op: components["schemas"]["ChannelRuleOp"];
            /** @description Compared without regard to letter case. */
            value: string;
            /** @description One of the default channels or a name of the owner's own. */
            channel: string;
        };
        /**
         * @description What a rule looks at: `source` as reports show it, `medium`, `campaign`, `term` and `content` as the link says them in its utm_ fields, `utm_source` as written there, `referrer` as host and path, `click_id` as the name of a network's mark ("gclid"), `link` as the code of a short link.
         * @enum {string}
         */
        ChannelRuleField: "source" | "medium" | "campaign" | "term" | "content" | "utm_source" | "referrer" | "click_id" | "link";
        /** @enum {string} */
        ChannelRuleOp: "is" | "contains" | "starts_with";
        /** @description Read from top to bottom; the first that fits decides. */
        ChannelRules: components["schemas"]["ChannelRule"][];
        /** @description Set while a workspace waits for its deletion. */
        Closing: {
            /** Format: date-time */
            requestedAt: string;
            /**
             * Format: date-time
             * @description From then on nothing can be restored.
             */
            purgeAfterAt: string;
            requestedBy: {
                /** Format: uuid */
                id: string;
                name: string;
            } | null;
        };
        CodeInput: {
            code: string;
        };
        CompanyDto: {
            /** Format: uuid */
            id: string;
            name: string;
            isDefault: boolean;
            /** Format: date-time */
            createdAt: string;
        };
        CompanyList: {
            items: components["schemas"]["CompanyDto"][];
            nextCursor: string | null;
        };
        /** @description `previous`: as many days that end the day before; `year`: the same dates a year earlier; or days of one's own choice. */
        Compare: ("none" | "previous" | "year") | components["schemas"]["DayRange"];
        /** @description A sign-in service: whether it can be used here, and whether it is connected to the account. */
        ConnectionDto: {
            provider: components["schemas"]["ProviderId"];
            name: string;
            available: boolean;
            /** @description A stand-in of the local demo, not the real service. */
            sandbox: boolean;
            /** @description The address there; null while not connected. */
            email: string | null;
            connectedAt: string | null;
        };
        /** @enum {string} */
        ConsentMode: "cookieless" | "consent";
        ContactDto: {
            /** Format: uuid */
            id: string;
            email: string;
            name: string;
            companyName: string;
            phone: string;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            updatedAt: string;
        };
        ContactList: {
            items: components["schemas"]["ContactDto"][];
            nextCursor: string | null;
        };
        CreateAnnotationInput: {
            /** Format: date */
            day: string;
            text: string;
        };
        CreateApiKeyInput: {
            name: string;
            /** @description Permissions of the table at /docs that a key can hold. */
            scopes: string[];
            /** Format: date-time */
            expiresAt?: string;
            ratePerMin?: number;
        };
        CreateContactInput: {
            /** Format: email */
            email: string;
            name?: string;
            companyName?: string;
            phone?: string;
        };
        CreateDigestInput: {
            frequency: components["schemas"]["DigestFrequency"];
            /** @description Members or anybody else; each message has a link that ends it for its recipient. */
            recipients: string[];
        };
        CreateFormInput: {
            name: string;
            kind: components["schemas"]["RequestKind"];
            /** @default null */
            siteId?: string | null;
            /**
             * Format: uuid
             * @description Defaults to the site's company, else to the workspace's default company.
             */
            companyId?: string;
            /**
             * @description https, or http on a host of the form.
             * @default null
             */
            redirectUrl?: string | null;
            allowedHosts?: string[];
        };
        CreateFunnelInput: {
            name: string;
            steps: components["schemas"]["FunnelSteps"];
            /** @default 1440 */
            windowMinutes?: number;
        };
        CreateGoalInput: {
            name: string;
            kind: components["schemas"]["StepKind"];
            pattern: string;
            /** @default null */
            valueCents?: number | null;
            /** @default null */
            currency?: string | null;
            /** @default null */
            valueProperty?: string | null;
        };
        CreateImportInput: {
            source: components["schemas"]["ImportSource"];
        };
        CreateSavedViewInput: {
            name: string;
            query: {
                range?: string;
                compare?: string;
                interval?: components["schemas"]["SeriesInterval"];
                /** @default [] */
                filters?: components["schemas"]["ReportFilters"];
                tabs?: {
                    [key: string]: components["schemas"]["ReportDimension"];
                };
            };
        };
        CreateShareLinkInput: {
            /** @description Whom it is for. */
            name: string;
            /** @description Asked of whoever opens the link. */
            password?: string;
            /**
             * Format: date-time
             * @description When the link stops working.
             */
            expiresAt?: string;
        };
        CreateSiteInput: {
            /** @description Defaults to the domain. */
            name?: string;
            domain: string;
            /** @default UTC */
            timeZone?: string;
            /** @description Further hosts whose pages may count, beside the domain and its subdomains. */
            allowedHosts?: string[];
            /**
             * Format: uuid
             * @description Defaults to the workspace's default company.
             */
            companyId?: string;
        };
        CreateTenantInput: {
            name: string;
            /** @default UTC */
            timeZone?: string;
        };
        /** @description Both days are included, in the site's time zone. */
        DayRange: {
            /** Format: date */
            from: string;
            /** Format: date */
            to: string;
        };
        DeleteTenantInput: {
            /** @description The workspace's name, typed: a deletion is not done by accident. */
            confirmName: string;
        };
        DigestDto: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            siteId: string;
            frequency: components["schemas"]["DigestFrequency"];
            recipients: string[];
            isActive: boolean;
            /**
             * Format: date-time
             * @description At 08:00 in the website's time zone: each day, each Monday, or on the first of each month.
             */
            nextSendAt: string;
            lastSentAt: string | null;
            /** Format: date-time */
            createdAt: string;
        };
        /** @enum {string} */
        DigestFrequency: "daily" | "weekly" | "monthly";
        DigestList: {
            items: components["schemas"]["DigestDto"][];
        };
        DisableSecondFactorInput: {
            /** @description Your password. Without one: sign in again, then call within 15 minutes. */
            currentPassword?: string;
            code?: string;
        };
        DomainDto: {
            /** Format: uuid */
            id: string;
            domain: string;
            /** @enum {string} */
            status: "waiting" | "verified" | "missing";
            method: ("dns" | "tracker") | null;
            /** @description The TXT record that proves it: where, and what. */
            record: {
                name: string;
                value: string;
            };
            /** Format: date-time */
            createdAt: string;
            verifiedAt: string | null;
            lastCheckedAt: string | null;
            /** @description Why the last check did not succeed, in a sentence. */
            lastFault: string | null;
            /** @description Since when the proof of a verified domain cannot be found any more. */
            missingSince: string | null;
        };
        DomainList: {
            items: components["schemas"]["DomainDto"][];
            nextCursor: null;
        };
        /** @description Where a change that carries no data ends: nothing more to say. */
        Done: {
            /** @constant */
            status: "ok";
        };
        /**
         * @description Why the collector did not count an event.
         * @enum {string}
         */
        DropReason: "bad_json" | "bad_event" | "too_large" | "unknown_site" | "host_not_allowed" | "bot" | "preview" | "prefetch" | "excluded" | "stale" | "rate_limited" | "site_rate_limited" | "replay_unreadable" | "replay_off" | "replay_no_consent" | "replay_over";
        DropsDto: {
            range: {
                /** Format: date */
                from: string;
                /** Format: date */
                to: string;
            };
            total: number;
            /** @description One row a reason with what it means, most frequent first; days in UTC. */
            items: {
                reason: components["schemas"]["DropReason"];
                explanation: string;
                count: number;
                /** Format: date */
                lastDay: string;
            }[];
        };
        EndedSessions: {
            /** @description How many sessions ended. */
            count: number;
        };
        ErasureDto: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            siteId: string;
            /** @enum {string} */
            subject: "visitor" | "contact";
            /** @description SHA-256 of what was named, in hex: whoever knows it can prove that it was this one. */
            subjectHash: string;
            /** @enum {string} */
            status: "queued" | "running" | "done" | "failed";
            receipt: components["schemas"]["ErasureReceipt"] | null;
            lastError: string | null;
            /** Format: date-time */
            createdAt: string;
            doneAt: string | null;
        };
        ErasureList: {
            items: components["schemas"]["ErasureDto"][];
            nextCursor: string | null;
        };
        /** @description What went. It says how much and when, not who it was. */
        ErasureReceipt: {
            /** @description Rows of the event log. */
            events: number;
            visits: number;
            /** @description Visitors who had agreed to be recognised. */
            visitors: number;
            recordings: number;
            /** @description Requests that stay, without the visit that they came from. */
            requestsUnlinked: number;
            startedAt: string | null;
            finishedAt: string | null;
        };
        EventPropertiesResult: {
            /** @constant */
            kind: "event_properties";
            event: string;
            /** @description How often the event happened, and in how many visits. */
            events: number;
            visits: number;
            /** @description Most frequent first. */
            properties: {
                name: string;
                /** @description Events that carry the property. */
                events: number;
                /** @description How many different values it has. */
                valuesTotal: number;
                values: components["schemas"]["PropertyValue"][];
            }[];
        };
        ExportDto: {
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            status: "queued" | "running" | "ready" | "failed" | "expired";
            requestedBy: {
                /** Format: uuid */
                id: string;
                name: string;
            } | null;
            /** Format: date-time */
            createdAt: string;
            readyAt: string | null;
            /** @description When the copy is deleted. */
            expiresAt: string | null;
            sizeBytes: number | null;
            /** @description Parts written so far, and parts in all; null unless it runs. */
            progress: {
                done: number;
                total: number;
            } | null;
            lastError: string | null;
            /** @description Opens the file for some minutes; only where one export is read, and only when it is ready. */
            downloadUrl: string | null;
        };
        /** @enum {string} */
        ExportFormat: "csv" | "ndjson";
        ExportList: {
            items: components["schemas"]["ExportDto"][];
            nextCursor: string | null;
        };
        /** @enum {string} */
        ExportWhat: "events" | "visits" | "days" | "hours" | "dimensions";
        /** @enum {string} */
        FilterDimension: "page" | "entry_page" | "exit_page" | "source" | "channel" | "campaign" | "utm_source" | "utm_medium" | "utm_term" | "utm_content" | "referrer" | "country" | "region" | "city" | "browser" | "os" | "device" | "language" | "event" | "goal";
        /** @enum {string} */
        FilterOp: "is" | "is_not" | "contains";
        ForgotPasswordInput: {
            /** Format: email */
            email: string;
        };
        FormDto: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            companyId: string;
            siteId: string | null;
            name: string;
            kind: components["schemas"]["RequestKind"];
            formKey: string;
            /** @description Where the website's form posts to. */
            endpointUrl: string;
            isActive: boolean;
            /** @description Where a browser goes after sending; null shows the product's own thank-you page. */
            redirectUrl: string | null;
            /** @description Hosts whose pages may send; empty: those of the site, or every host when there is no site. */
            allowedHosts: string[];
            /** Format: date-time */
            createdAt: string;
        };
        FormList: {
            items: components["schemas"]["FormDto"][];
            nextCursor: string | null;
        };
        FunnelDto: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            siteId: string;
            name: string;
            steps: components["schemas"]["FunnelStep"][];
            windowMinutes: number;
            /** Format: date-time */
            createdAt: string;
        };
        FunnelList: {
            items: components["schemas"]["FunnelDto"][];
        };
        FunnelResult: {
            /** @constant */
            kind: "funnel";
            name: string | null;
            windowMinutes: number;
            /** @description What is counted: visits, and visitors who consented once each, whose steps may lie in several visits. */
            identified: number;
            steps: {
                name: string;
                kind: components["schemas"]["StepKind"];
                pattern: string;
                /** @description How many came this far. */
                count: number;
                /** @description How many of the step before did not. */
                dropped: number;
                /** @description Of the step before and of the first step, 0 to 1. */
                rateOfPrevious: number;
                rateOfFirst: number;
                /** @description Half of them took no longer from the step before; null for the first step or nobody. */
                medianSeconds: number | null;
            }[];
            /** @description Counts of each step in the comparison range. */
            previous?: number[];
        };
        FunnelStep: {
            kind: components["schemas"]["StepKind"];
            pattern: string;
            /** @description What to call the step; its pattern when left out. */
            name?: string;
        };
        FunnelSteps: components["schemas"]["FunnelStep"][];
        GoalDto: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            siteId: string;
            name: string;
            kind: components["schemas"]["StepKind"];
            pattern: string;
            /** @description What one conversion is worth; null: nothing, or what `valueProperty` of the event says. */
            valueCents: number | null;
            currency: string | null;
            /** @description Property of the event that holds the value in whole units of the currency ("19.90"). */
            valueProperty: string | null;
            /** Format: date-time */
            createdAt: string;
            archivedAt: string | null;
        };
        GoalList: {
            items: components["schemas"]["GoalDto"][];
        };
        GoalsResult: {
            /** @constant */
            kind: "goals";
            /** @description In the order of their names; archived ones are left out. */
            rows: {
                /** Format: uuid */
                goalId: string;
                name: string;
                goalKind: components["schemas"]["StepKind"];
                pattern: string;
                currency: string | null;
                conversions: number;
                visits: number;
                visitors: number;
                rate: number;
                valueCents: number | null;
                previous?: {
                    conversions: number;
                    visits: number;
                    visitors: number;
                    rate: number;
                    valueCents: number | null;
                };
            }[];
        };
        IdentifyTokenDto: {
            /** @description For `ba("identify", token)` on a page, or for a link that leads to one; holds for 30 days. */
            token: string;
        };
        /** @description What the files say; known once they have been read. */
        ImportPreview: {
            /** @description Sums over all days. */
            totals: {
                visitors: number;
                visits: number;
                pageViews: number;
                events: number;
            };
            days: number;
            /** @description Dimension -> how many rows would be added. */
            rows: {
                [key: string]: number;
            };
            /** @description Days that already have numbers here; at most 400 are listed. */
            overlapDays: string[];
            overlapDaysTotal: number;
            unreadable: {
                lines: number;
                examples: {
                    file: string;
                    line: number;
                    reason: string;
                }[];
            };
            /** @description What else is worth knowing: files that were left out, columns that have no counterpart here. */
            notes: string[];
        };
        /** @enum {string} */
        ImportSource: "plausible" | "umami";
        IngestEvent: {
            /**
             * Format: uuid
             * @description uuidv7; sent again, the event counts once. Without one the event gets a new id.
             */
            id?: string;
            /** @description Name of a custom event; without one it is a page view. */
            name?: string;
            /**
             * Format: uri
             * @description Address of the page, on one of the website's hosts.
             */
            url: string;
            referrer?: string;
            /** @description Of the visitor, who is known by both. Neither is stored. */
            ip: string;
            userAgent: string;
            /**
             * Format: date-time
             * @description When it happened, within the last 48 hours; default: the id's time, else now.
             */
            at?: string;
            language?: string;
            screenWidthPx?: number;
            /** @description Flat properties of a custom event, at most 30. */
            properties?: {
                [key: string]: string | number | boolean;
            };
        };
        IngestEventsInput: {
            /** Format: uuid */
            siteId: string;
            events: components["schemas"]["IngestEvent"][];
        };
        IngestEventsOutput: {
            /** @description Stored now or before under the same id. */
            accepted: number;
            /** @description Left out by a rule, by position in the list. */
            dropped: {
                index: number;
                reason: components["schemas"]["DropReason"];
            }[];
        };
        InvitationDto: {
            /** Format: uuid */
            id: string;
            email: string;
            role: components["schemas"]["MemberRole"];
            /** @enum {string} */
            status: "open" | "expired";
            invitedBy: {
                /** Format: uuid */
                id: string;
                name: string;
            };
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            expiresAt: string;
            /** Format: date-time */
            lastSentAt: string;
            sentCount: number;
        };
        InvitationList: {
            items: components["schemas"]["InvitationDto"][];
            nextCursor: string | null;
        };
        /** @description What whoever holds the link may see. */
        InvitationPreview: {
            /** @enum {string} */
            status: "open" | "expired" | "revoked" | "accepted" | "closed";
            workspaceName: string;
            inviterName: string;
            email: string;
            role: components["schemas"]["MemberRole"];
            /** Format: date-time */
            expiresAt: string;
            /** @description Whether the address has an account already. */
            hasAccount: boolean;
        };
        InviteInput: {
            /** Format: email */
            email: string;
            /** @default editor */
            role?: components["schemas"]["MemberRole"];
        };
        /** @description What joining answers: where to go. */
        JoinedDto: {
            /** Format: uuid */
            tenantId: string;
            name: string;
            role: components["schemas"]["MemberRole"];
        };
        JourneysResult: {
            /** @constant */
            kind: "journeys";
            /** @enum {string} */
            direction: "next" | "previous";
            /** @description Visits that the tree starts with. */
            visits: number;
            /** @description A tree as a list, parents before children, larger branches first. */
            nodes: {
                id: number;
                parentId: number | null;
                level: number;
                /**
                 * @description `end`: the visit ends here (with direction `previous`: begins). `other`: all pages beyond the limit.
                 * @enum {string}
                 */
                kind: "page" | "end" | "other";
                page: string;
                visits: number;
            }[];
        };
        JwksDto: {
            keys: {
                [key: string]: unknown;
            }[];
        };
        /** @description Where the browser goes next to connect a sign-in service. */
        LinkIntentDto: {
            callbackUrl: string;
        };
        LiveDto: {
            /** Format: date-time */
            at: string;
            /** @description Different visitors with an event in the last 5 and in the last 30 minutes. */
            visitorsNow: number;
            visitorsHalfHour: number;
            pageViewsHalfHour: number;
            /** @description The last 30 minutes, oldest first, empty ones included. */
            minutes: {
                /** Format: date-time */
                at: string;
                visitors: number;
                pageViews: number;
                events: number;
            }[];
            /** @description Where those of the last 5 minutes are (their last page) and come from; at most 10 rows each. */
            pages: {
                value: string;
                label: string;
                visitors: number;
            }[];
            sources: {
                value: string;
                label: string;
                visitors: number;
            }[];
            countries: {
                value: string;
                label: string;
                visitors: number;
            }[];
            devices: {
                value: string;
                label: string;
                visitors: number;
            }[];
            /** @description The newest 25 page views and custom events, newest first. */
            lastEvents: {
                /** Format: uuid */
                id: string;
                /** Format: date-time */
                at: string;
                kind: components["schemas"]["StepKind"];
                page: string;
                /** @description Name of a custom event; "" for a page view. */
                event: string;
                source: string;
                country: string;
                city: string;
                device: string;
                browser: string;
            }[];
            /** @description True on a site so busy that only the newest events of the half hour were read. */
            approximate: boolean;
        };
        LogoutInput: {
            refreshToken: string;
        };
        MarkNotificationsReadInput: {
            /** @description Without ids: all. Ids of others are passed over. */
            ids?: string[];
        };
        MarkNotificationsReadOutput: {
            unreadCount: number;
        };
        MeDto: {
            user: components["schemas"]["UserDto"];
            workspaces: components["schemas"]["WorkspaceDto"][];
            /** Format: uuid */
            workspaceId: string;
        };
        MemberDto: {
            /** Format: uuid */
            userId: string;
            email: string;
            name: string;
            avatarUrl: string | null;
            role: components["schemas"]["MemberRole"];
            isActive: boolean;
            /** Format: date-time */
            joinedAt: string;
            /** @description In any workspace; null for callers who may not manage members, and before the first sign-in. */
            lastSeenAt: string | null;
            /** @description Whether a second factor is on; null for callers who may not manage members. */
            hasSecondFactor: boolean | null;
        };
        MemberList: {
            items: components["schemas"]["MemberDto"][];
            nextCursor: string | null;
        };
        /** @enum {string} */
        MemberRole: "owner" | "admin" | "editor" | "viewer";
        NewApiKeyDto: {
            /** Format: uuid */
            id: string;
            name: string;
            prefix: string;
            scopes: string[];
            createdBy: {
                /** Format: uuid */
                id: string;
                name: string;
            };
            ratePerMin: number | null;
            /** Format: date-time */
            createdAt: string;
            expiresAt: string | null;
            lastUsedAt: string | null;
            revokedAt: string | null;
            /** @description The key itself. It is shown this once and cannot be read again. */
            key: string;
        };
        NotificationDto: {
            /** Format: uuid */
            id: string;
            kind: components["schemas"]["NotificationKind"];
            title: string;
            body: string;
            /** @description Path inside the product. */
            href: string;
            readAt: string | null;
            /** Format: date-time */
            createdAt: string;
        };
        /**
         * @description What a notification tells of.
         * @enum {string}
         */
        NotificationKind: "request" | "domain" | "posthog";
        NotificationList: {
            items: components["schemas"]["NotificationDto"][];
            nextCursor: string | null;
            /** @description All unread ones of the person in this workspace, not only those listed. */
            unreadCount: number;
        };
        OverviewCard: {
            value: number;
            /** @description Of the period of the same length that ends the day before. */
            previous: number;
            /** @description One number a day of the range, oldest first. */
            daily: number[];
        };
        OverviewDto: {
            cards: {
                visitors: components["schemas"]["OverviewCard"];
                visits: components["schemas"]["OverviewCard"];
                requests: components["schemas"]["OverviewCard"];
            };
            sites: number;
            forms: number;
            range: {
                /** Format: date */
                from: string;
                /** Format: date */
                to: string;
            };
        };
        PosthogCheck: {
            /**
             * @description What was tried.
             * @enum {string}
             */
            what: "project_key" | "personal_key";
            isGood: boolean;
            /** @description A sentence for people. */
            message: string;
        };
        PosthogConnectionDto: {
            region: components["schemas"]["PosthogRegion"];
            host: string;
            /** @description The last four characters; a key never leaves the product again. */
            projectKeyEnd: string;
            personalKeyEnd: string | null;
            /** @description The project that the personal key opens. */
            project: string | null;
            /** @description Where the project is at PostHog. */
            projectUrl: string;
            forwardsEvents: boolean;
            recordsSessions: boolean;
            status: components["schemas"]["PosthogStatus"];
            lag: {
                /** @description Events that wait; null when there are too many to count quickly. */
                events: number | null;
                /** @description More wait than `events` says. */
                isMore: boolean;
                /** @description Time of the oldest one. */
                since: string | null;
            };
            forwardedCount: number;
            /** @description Events that PostHog refused for themselves; they are left out. */
            refusedCount: number;
            lastForwardedAt: string | null;
            /** @description Time of the newest event that PostHog has. */
            lastEventAt: string | null;
            lastError: string | null;
            lastErrorAt: string | null;
            /** @description What to do about the last error. */
            advice: string | null;
            /** @description When it is tried again; null when nothing waits for that. */
            retryAt: string | null;
            /** Format: date-time */
            createdAt: string;
        };
        PosthogFlags: {
            distinctId: string;
            /** @description true, false or the name of the variant; empty when PostHog could not be asked: callers then use their defaults. */
            flags: {
                [key: string]: boolean | string;
            };
            /** @description Why there are none; null when PostHog has answered. */
            problem: string | null;
        };
        PosthogInsight: {
            id: string;
            name: string;
            description: string;
            url: string;
            /** @description Only where one insight is asked for; null where its kind has no series. */
            series: components["schemas"]["PosthogSeries"][] | null;
        };
        PosthogInsights: {
            items: components["schemas"]["PosthogInsight"][];
            /** @description Why there are none; null when PostHog has answered. */
            problem: string | null;
        };
        /**
         * @description PostHog's cloud in the US or the EU, or a PostHog on a server of one's own.
         * @enum {string}
         */
        PosthogRegion: "us" | "eu" | "own";
        PosthogReplay: {
            /** @description Where the visit's recording is at PostHog; null when there is none. */
            url: string | null;
            startedAt: string | null;
            /** @description Why PostHog could not be asked; null when it has answered. */
            problem: string | null;
        };
        PosthogSeries: {
            label: string;
            labels: string[];
            data: number[];
        };
        PosthogState: {
            /** @description null: the workspace is not connected. */
            connection: components["schemas"]["PosthogConnectionDto"] | null;
        };
        /**
         * @description What the forwarding is doing.
         * @enum {string}
         */
        PosthogStatus: "off" | "forwarding" | "behind" | "retrying" | "limited" | "paused";
        PosthogTestResult: {
            isGood: boolean;
            checks: components["schemas"]["PosthogCheck"][];
        };
        /** @description A refusal, as RFC 9457 shapes it. */
        Problem: {
            /** @description urn:brand-automator:problem: and the code. */
            type: string;
            /** @description What kind of refusal this is. */
            title: string;
            /** @description The HTTP status again. */
            status: number;
            /** @description What happened in this case, in words for a person. */
            detail: string;
            /**
             * @description For programs; does not change.
             * @enum {string}
             */
            code: "bad_request" | "unauthenticated" | "second_factor_required" | "reauthentication_required" | "forbidden" | "not_found" | "method_not_allowed" | "conflict" | "gone" | "payload_too_large" | "unsupported_media_type" | "validation_failed" | "rate_limited" | "internal" | "unavailable";
            /** @description Names this request in our log. */
            requestId: string;
            /** @description The fields that were refused. */
            invalidParams?: {
                /** @description Dotted path of the field. */
                name: string;
                /** @description What to change, in words for a person. */
                reason: string;
            }[];
        };
        ProofInput: {
            /** @description Your password. Without one: sign in again, then call within 15 minutes. */
            currentPassword?: string;
        };
        PropertyValue: {
            value: string;
            events: number;
            visits: number;
        };
        /** @enum {string} */
        ProviderId: "google" | "linkedin";
        QueryReportsInput: {
            /** Format: uuid */
            siteId: string;
            range: components["schemas"]["DayRange"];
            /** @default none */
            compare?: components["schemas"]["Compare"];
            /**
             * @description All of them must hold.
             * @default []
             */
            filters?: components["schemas"]["ReportFilters"];
            reports: components["schemas"]["ReportRequest"][];
        };
        QueryReportsOutput: {
            site: {
                /** Format: uuid */
                id: string;
                timeZone: string;
            };
            range: {
                /** Format: date */
                from: string;
                /** Format: date */
                to: string;
            };
            compareRange: {
                /** Format: date */
                from: string;
                /** Format: date */
                to: string;
            } | null;
            /** @description Report id -> its answer. */
            results: {
                [key: string]: components["schemas"]["ReportResult"];
            };
            /** @description Report id -> the table that answered it. */
            servedBy: {
                [key: string]: components["schemas"]["ServedBy"];
            };
            /** @description Report id -> true where only every n-th visitor was looked at. Reports that are exact are left out. */
            approximate: {
                [key: string]: true;
            };
        };
        RebuildDto: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            siteId: string;
            /** Format: date */
            day: string;
            status: components["schemas"]["RebuildStatus"];
            /** @description Visits looked at so far. */
            visitsDone: number;
            /** Format: date-time */
            createdAt: string;
            doneAt: string | null;
            lastError: string | null;
        };
        /** @description The latest first; at most 50. */
        RebuildList: {
            items: components["schemas"]["RebuildDto"][];
        };
        /** @enum {string} */
        RebuildStatus: "queued" | "running" | "done" | "failed";
        RecoveryCodes: {
            /** @description Ten codes, each good once. Shown this once. */
            recoveryCodes: string[];
        };
        RefreshInput: {
            refreshToken: string;
            /**
             * Format: uuid
             * @description Go on in another workspace of yours.
             */
            tenantId?: string;
        };
        /** @description Sign-up: address and password are enough; the rest can follow. */
        RegisterInput: {
            /** Format: email */
            email: string;
            password: string;
            name?: string;
            workspaceName?: string;
            /** @description Of an invitation to this very address: it proves the address at once. */
            invitationToken?: string;
        };
        /** @description The answer to a sign-up is the same for a known and an unknown address. */
        RegisterResult: {
            /** @constant */
            status: "ok";
        };
        ReplayChunkDto: {
            seq: number;
            /** @description Milliseconds since the start of the recording. */
            fromMs: number;
            toMs: number;
            sizeBytes: number;
        };
        ReplayDetail: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            siteId: string;
            siteName: string;
            /** @description The visit it was made in; null until the rollup has come by, and after the visit was deleted. */
            visitId: string | null;
            /** @description The contact that the visitor turned out to be. */
            contactId: string | null;
            /** Format: date-time */
            startedAt: string;
            /**
             * Format: date-time
             * @description Time of the last piece that arrived.
             */
            lastChunkAt: string;
            durationMs: number;
            pageCount: number;
            entryPath: string;
            /** @description ISO 3166-1 alpha-2; "" for unknown. */
            country: string;
            city: string;
            device: string;
            browser: string;
            os: string;
            /** @description "" while the visit is not known, "Direct" without a source. */
            source: string;
            /** @description Custom events of the visit. */
            events: number;
            sizeBytes: number;
            stoppedReason: components["schemas"]["StoppedReason"] | null;
            /** @description When somebody first played it. */
            viewedAt: string | null;
            siteDomain: string;
            /** @description In the order in which they are played. A missing number is a piece that never arrived. */
            chunks: components["schemas"]["ReplayChunkDto"][];
            /** @description In the order in which they happened, at most 300. */
            marks: components["schemas"]["ReplayMark"][];
        };
        ReplayItem: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            siteId: string;
            siteName: string;
            /** @description The visit it was made in; null until the rollup has come by, and after the visit was deleted. */
            visitId: string | null;
            /** @description The contact that the visitor turned out to be. */
            contactId: string | null;
            /** Format: date-time */
            startedAt: string;
            /**
             * Format: date-time
             * @description Time of the last piece that arrived.
             */
            lastChunkAt: string;
            durationMs: number;
            pageCount: number;
            entryPath: string;
            /** @description ISO 3166-1 alpha-2; "" for unknown. */
            country: string;
            city: string;
            device: string;
            browser: string;
            os: string;
            /** @description "" while the visit is not known, "Direct" without a source. */
            source: string;
            /** @description Custom events of the visit. */
            events: number;
            sizeBytes: number;
            stoppedReason: components["schemas"]["StoppedReason"] | null;
            /** @description When somebody first played it. */
            viewedAt: string | null;
        };
        ReplayList: {
            items: components["schemas"]["ReplayItem"][];
            nextCursor: string | null;
        };
        /** @description A page view or a custom event of the visit. */
        ReplayMark: {
            /** @description Milliseconds since the start of the recording, whole seconds. */
            atMs: number;
            /** @enum {string} */
            kind: "page" | "event";
            label: string;
        };
        /** @enum {string} */
        ReportDimension: "page" | "entry_page" | "exit_page" | "source" | "channel" | "campaign" | "utm_source" | "utm_medium" | "utm_term" | "utm_content" | "referrer" | "country" | "region" | "city" | "browser" | "os" | "device" | "language" | "event";
        /** @description Chooses visits: every number of the answer is then of these visits as a whole. A visit matches `page`, `event` and `goal` when it has at least one such page view, event or conversion, and `is_not` when it has none. */
        ReportFilter: {
            dimension: components["schemas"]["FilterDimension"];
            /** @default is */
            op: components["schemas"]["FilterOp"];
            /** @description One of them must match (`is_not`: none). Stored values as a breakdown gives them, "" for unknown or none; for `goal` ids. `contains` ignores case. */
            values: string[];
        };
        /** @description Chooses visits: every number of the answer is then of these visits as a whole. A visit matches `page`, `event` and `goal` when it has at least one such page view, event or conversion, and `is_not` when it has none. */
        ReportFilterInput: {
            dimension: components["schemas"]["FilterDimension"];
            /** @default is */
            op?: components["schemas"]["FilterOp"];
            /** @description One of them must match (`is_not`: none). Stored values as a breakdown gives them, "" for unknown or none; for `goal` ids. `contains` ignores case. */
            values: string[];
        };
        ReportFilters: components["schemas"]["ReportFilterInput"][];
        ReportFiltersInput: components["schemas"]["ReportFilterInput"][];
        ReportRequest: {
            id: string;
            /** @constant */
            kind: "totals";
        } | {
            id: string;
            /** @constant */
            kind: "series";
            /** @default day */
            interval?: components["schemas"]["SeriesInterval"];
        } | {
            id: string;
            /** @constant */
            kind: "breakdown";
            dimension: components["schemas"]["ReportDimension"];
            /**
             * @description How many pages each page branches into; the rest is one branch "other".
             * @default 10
             */
            limit?: number;
            /** @default 0 */
            offset?: number;
            /** @description Only values that contain this text, whatever its letter case. */
            search?: string;
            /** @description Pages are ordered by page views, events by how often they happened, all others by visitors unless said here. */
            sort?: components["schemas"]["BreakdownSort"];
        } | {
            id: string;
            /** @constant */
            kind: "event_properties";
            event: string;
            /** @description Only this property, with up to `limit` of its values; without it all properties with their first ten. */
            property?: string;
            /**
             * @description How many pages each page branches into; the rest is one branch "other".
             * @default 50
             */
            limit?: number;
        } | {
            id: string;
            /** @constant */
            kind: "goals";
        } | {
            id: string;
            /** @constant */
            kind: "funnel";
            /**
             * Format: uuid
             * @description A stored funnel; or `steps` and `windowMinutes` for one that is being tried out.
             */
            funnelId?: string;
            steps?: components["schemas"]["FunnelSteps"];
            windowMinutes?: number;
        } | {
            id: string;
            /** @constant */
            kind: "retention";
            /**
             * @description Weeks up to the one with the last day of the range.
             * @default 8
             */
            weeks?: number;
        } | {
            id: string;
            /** @constant */
            kind: "journeys";
            /**
             * @description `next`: what follows; `previous`: what came before.
             * @default next
             * @enum {string}
             */
            direction?: "next" | "previous";
            /** @description Where to start; without it the first (`previous`: the last) page of visits. */
            page?: string;
            /** @default 3 */
            depth?: number;
            /**
             * @description How many pages each page branches into; the rest is one branch "other".
             * @default 5
             */
            limit?: number;
        };
        ReportResult: components["schemas"]["TotalsResult"] | components["schemas"]["SeriesResult"] | components["schemas"]["BreakdownResult"] | components["schemas"]["EventPropertiesResult"] | components["schemas"]["GoalsResult"] | components["schemas"]["FunnelResult"] | components["schemas"]["RetentionResult"] | components["schemas"]["JourneysResult"];
        RequestDetail: {
            /** Format: uuid */
            id: string;
            kind: components["schemas"]["RequestKind"];
            status: components["schemas"]["RequestStatus"];
            name: string;
            email: string;
            company: string;
            phone: string;
            message: string;
            /** @description Only of project-scope requests. */
            scopeDetails: components["schemas"]["ScopeDetails"] | null;
            /** Format: uuid */
            contactId: string;
            /** Format: uuid */
            formId: string;
            visitId: string | null;
            /** @description Of the visit; null while the visit is not known. */
            source: string | null;
            channel: string | null;
            /** Format: date-time */
            createdAt: string;
            form: {
                /** Format: uuid */
                id: string;
                name: string;
            };
            contact: components["schemas"]["ContactDto"];
            visit: components["schemas"]["RequestVisit"] | null;
        };
        RequestDto: {
            /** Format: uuid */
            id: string;
            kind: components["schemas"]["RequestKind"];
            status: components["schemas"]["RequestStatus"];
            name: string;
            email: string;
            company: string;
            phone: string;
            message: string;
            /** @description Only of project-scope requests. */
            scopeDetails: components["schemas"]["ScopeDetails"] | null;
            /** Format: uuid */
            contactId: string;
            /** Format: uuid */
            formId: string;
            visitId: string | null;
            /** @description Of the visit; null while the visit is not known. */
            source: string | null;
            channel: string | null;
            /** Format: date-time */
            createdAt: string;
        };
        RequestErasureInput: {
            /**
             * Format: uuid
             * @description A visit of whoever is to be forgotten.
             */
            visitId?: string;
            /** @description The value of their cookie ba_v. */
            cookie?: string;
            /** Format: uuid */
            contactId?: string;
        };
        /** @enum {string} */
        RequestKind: "contact" | "project_scope";
        RequestList: {
            items: components["schemas"]["RequestDto"][];
            nextCursor: string | null;
        };
        RequestRebuildInput: {
            /**
             * Format: date
             * @description The site-local day to count again from its events.
             */
            day: string;
        };
        /** @enum {string} */
        RequestStatus: "new" | "open" | "done" | "spam";
        RequestVisit: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            siteId: string;
            /** Format: date-time */
            startedAt: string;
            entryPage: string;
            source: string;
            channel: string;
            campaign: string;
            country: string;
            device: string;
            browser: string;
            os: string;
            /** @description In the order of viewing. */
            pages: {
                path: string;
                /** Format: date-time */
                at: string;
            }[];
        };
        ResetPasswordInput: {
            token: string;
            password: string;
        };
        RetentionResult: {
            /** @constant */
            kind: "retention";
            /** @description False: nobody consented in these weeks, and without consent nobody is known again, so there is nothing to show. */
            hasIdentifiedVisitors: boolean;
            cohorts: {
                /**
                 * Format: date
                 * @description Monday of the week of the first visit.
                 */
                week: string;
                size: number;
                /** @description How many of them visited 0, 1, 2 … weeks later; shorter for younger weeks. */
                returned: number[];
            }[];
        };
        /** @enum {string} */
        RoleSchema: "owner" | "admin" | "editor" | "viewer";
        SavePosthogInput: {
            region: components["schemas"]["PosthogRegion"];
            /** @description Address of one's own PostHog, e.g. https://posthog.example.com; only with the region `own`. */
            host?: string;
            /** @description Begins with phc_. Left out: the one that is stored stays. */
            projectKey?: string;
            /** @description Begins with phx_; for insights and replay links. Left out: the one that is stored stays; null takes it away. */
            personalKey?: string | null;
            /** @description Whether page views and events go to PostHog from now on. */
            forwardsEvents: boolean;
            /** @description Whether visits are recorded through PostHog after consent. */
            recordsSessions: boolean;
        };
        SavedViewDto: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            siteId: string;
            name: string;
            query: {
                range?: string;
                compare?: string;
                interval?: components["schemas"]["SeriesInterval"];
                /** @default [] */
                filters: components["schemas"]["ReportFilters"];
                tabs?: {
                    [key: string]: components["schemas"]["ReportDimension"];
                };
            };
            createdByUserId: string | null;
            /** Format: date-time */
            createdAt: string;
        };
        SavedViewList: {
            items: components["schemas"]["SavedViewDto"][];
        };
        ScopeDetails: {
            services: string[];
            budgetRange: string;
            timeline: string;
            goals: string;
            links: string[];
            details: string;
        };
        /** @description What an authenticator app needs; shown once, and nothing is switched on before a first code. */
        SecondFactorSetup: {
            /** @description The key in Base32, for typing. */
            secret: string;
            /** @description otpauth:// address of the key. */
            uri: string;
            /** @description The address as a QR code: an SVG picture. */
            qrSvg: string;
        };
        SelfTestDto: {
            /** @description One sentence: what the collector knows of the asking browser. */
            summary: string;
            /** @description Each "" where it is not known. */
            browser: string;
            os: string;
            device: string;
            country: string;
            region: string;
            city: string;
            /** @description The caller's network address, and that of the proxy in front, if any. Told to the caller only, never stored. */
            address: string;
            proxy: string | null;
            page: string;
            isCounted: boolean;
            /** @description Why this browser's events on that page are left out; empty where they count. */
            reasons: {
                reason: components["schemas"]["SelfTestReason"];
                explanation: string;
            }[];
            /** @description The last event of this browser's open visit, with the page it was last on. */
            lastEvent: {
                /** Format: date-time */
                at: string;
                path: string;
            } | null;
        };
        /** @enum {string} */
        SelfTestReason: "bot" | "preview" | "prefetch" | "do_not_track" | "global_privacy_control" | "host_not_allowed" | "excluded_address" | "excluded_path";
        /** @enum {string} */
        SeriesInterval: "hour" | "day" | "week" | "month";
        SeriesPoint: {
            /**
             * Format: date
             * @description The point's day; of a week or month its first day that lies in the range.
             */
            day: string;
            /**
             * Format: date-time
             * @description Start of the hour, for points of an hour only. A day has 23 or 25 of them when clocks change.
             */
            at?: string;
            visitors: number;
            visits: number;
            pageViews: number;
            events: number;
            bounces: number;
            visibleMs: number;
        };
        SeriesResult: {
            /** @constant */
            kind: "series";
            interval: components["schemas"]["SeriesInterval"];
            /** @description One point for each interval of the range, empty ones included; weeks begin on Monday. Visitors are sums over days. */
            points: components["schemas"]["SeriesPoint"][];
            previous?: components["schemas"]["SeriesPoint"][];
        };
        /**
         * @description `visit_columns`: sealed days; `visits`: also, where days of the range are not sealed yet.
         * @enum {string}
         */
        ServedBy: "rollup_days" | "rollup_hours" | "rollup_dimensions" | "visit_columns" | "visits" | "events";
        SessionDto: {
            /** Format: uuid */
            id: string;
            /**
             * @description web: a browser; api: a program with tokens.
             * @enum {string}
             */
            kind: "web" | "api";
            device: string;
            place: string;
            /** @enum {string} */
            method: "password" | "google" | "linkedin";
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            lastSeenAt: string;
            current: boolean;
        };
        SessionList: {
            items: components["schemas"]["SessionDto"][];
            nextCursor: string | null;
        };
        ShareLinkDto: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            siteId: string;
            name: string;
            /** @description What to hand on; null where the key that sealed it is gone. */
            url: string | null;
            hasPassword: boolean;
            /** @enum {string} */
            state: "active" | "expired" | "revoked";
            expiresAt: string | null;
            revokedAt: string | null;
            /** Format: date-time */
            createdAt: string;
            lastViewedAt: string | null;
            viewCount: number;
        };
        ShareLinkList: {
            items: components["schemas"]["ShareLinkDto"][];
            nextCursor: string | null;
        };
        /** @description The question of reports/query without the website: the link names it. */
        SharedQueryInput: {
            range: components["schemas"]["DayRange"];
            /** @default none */
            compare?: components["schemas"]["Compare"];
            /** @default [] */
            filters?: components["schemas"]["ReportFiltersInput"];
            reports: components["schemas"]["ReportRequest"][];
        };
        /** @description What the page of a link knows before any numbers. */
        SharedSiteDto: {
            /** @description Null while it is locked. */
            siteId: string | null;
            siteName: string;
            domain: string;
            timeZone: string;
            /** @description Whether a password has still to be given by this browser. */
            isLocked: boolean;
            expiresAt: string | null;
            firstEventAt: string | null;
        };
        SingleReportOutput: {
            site: {
                /** Format: uuid */
                id: string;
                timeZone: string;
            };
            range: {
                /** Format: date */
                from: string;
                /** Format: date */
                to: string;
            };
            compareRange: {
                /** Format: date */
                from: string;
                /** Format: date */
                to: string;
            } | null;
            result: components["schemas"]["ReportResult"];
            servedBy: components["schemas"]["ServedBy"];
            /** @description True when only every n-th visitor was looked at. */
            approximate: boolean;
        };
        SiteDto: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            companyId: string;
            name: string;
            domain: string;
            timeZone: string;
            allowedHosts: string[];
            siteKey: string;
            /** @description The one line of HTML that a website's owner pastes into its pages. */
            snippet: string;
            /** @description cookieless: the daily hash alone; consent: a first-party cookie once a visitor has agreed. */
            consentMode: components["schemas"]["ConsentMode"];
            /** @description Pages that are not counted; `*` stands for anything. */
            excludedPaths: string[];
            /** @description Addresses and ranges whose visits are not counted. */
            excludedAddresses: string[];
            /** @description Days that events and visits are kept; null: as long as the website. Totals stay. */
            retentionDays: number | null;
            /** @description The owner's own rules for channels, read from the top before the built-in ones. */
            channelRules: components["schemas"]["ChannelRules"];
            replayEnabled: boolean;
            /** @description Of a hundred visits that agreed, how many are recorded. */
            replaySamplePct: number;
            replayRetentionDays: number;
            /** @description Parts of pages that are never recorded. */
            replayBlockSelector: string;
            /** @description Parts of pages whose texts are recorded as they are; everything else is masked. */
            replayUnmaskSelector: string;
            /** Format: date-time */
            createdAt: string;
            firstEventAt: string | null;
            lastEventAt: string | null;
        };
        SiteImportDto: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            siteId: string;
            source: components["schemas"]["ImportSource"];
            /**
             * @description uploading: waits for files; reading: they are being read; preview: nothing is counted yet; applying, applied, undoing, undone; failed: see lastError.
             * @enum {string}
             */
            status: "uploading" | "reading" | "preview" | "applying" | "applied" | "undoing" | "undone" | "failed";
            fileNames: string[];
            fromDay: string | null;
            toDay: string | null;
            preview: components["schemas"]["ImportPreview"] | null;
            /** @description Rows that are among the website's numbers now, of those that are to be. */
            progress: {
                done: number;
                total: number;
            };
            /** @description Days that were left out, since they had numbers already. */
            skippedDays: number;
            lastError: string | null;
            /** Format: date-time */
            createdAt: string;
            appliedAt: string | null;
            undoneAt: string | null;
        };
        SiteImportList: {
            items: components["schemas"]["SiteImportDto"][];
            nextCursor: string | null;
        };
        SiteList: {
            items: components["schemas"]["SiteDto"][];
            nextCursor: string | null;
        };
        /** @enum {string} */
        StepKind: "page" | "event";
        /**
         * @description Why a recording ended before its visitor left; null where it did not.
         * @enum {string}
         */
        StoppedReason: "too_many_nodes" | "too_busy" | "too_long" | "too_large" | "offline";
        /** @description A link that proves an address; with the password where nobody is signed in. */
        TakeLinkInput: {
            token: string;
            password?: string;
        };
        TenantDto: {
            /** Format: uuid */
            id: string;
            name: string;
            timeZone: string;
            /** @description The first verified domain. */
            domain: string | null;
            /** @description The caller's role; null for an API key. */
            role: components["schemas"]["MemberRole"] | null;
            /** @description Whether this session starts in it. */
            isDefault: boolean;
            /** Format: date-time */
            createdAt: string;
            closing: components["schemas"]["Closing"] | null;
        };
        /** @description A person belongs to few workspaces: the list has one page. */
        TenantList: {
            items: components["schemas"]["TenantDto"][];
            nextCursor: null;
        };
        /** @description A pair of tokens, the workspace they work in, and the others one may ask for. */
        TokenDto: {
            /** @constant */
            tokenType: "Bearer";
            accessToken: string;
            expiresInS: number;
            refreshToken: string;
            /** Format: date-time */
            refreshExpiresAt: string;
            /** Format: uuid */
            tenantId: string;
            tenants: components["schemas"]["WorkspaceDto"][];
        };
        TokenLoginInput: {
            /** Format: email */
            email: string;
            password: string;
            /** @description Six digits of the authenticator app, or a recovery code. */
            code?: string;
            /**
             * Format: uuid
             * @description The workspace to work in; default: the oldest one.
             */
            tenantId?: string;
        };
        TotalsResult: {
            visitors: number;
            visits: number;
            pageViews: number;
            events: number;
            bounces: number;
            visibleMs: number;
            /** @description Of the visitors those who consented: each counts once in the whole range. */
            identifiedVisitors: number;
            /** @constant */
            kind: "totals";
            /** @description True when visitors without a cookie are in it over several days: one person on two days counts twice. */
            visitorsAreDailySums: boolean;
            previous?: components["schemas"]["TotalsValues"];
        };
        TotalsValues: {
            visitors: number;
            visits: number;
            pageViews: number;
            events: number;
            bounces: number;
            visibleMs: number;
            /** @description Of the visitors those who consented: each counts once in the whole range. */
            identifiedVisitors: number;
        };
        TransferInput: {
            /** Format: uuid */
            userId: string;
        };
        UnlockShareInput: {
            password: string;
        };
        UpdateAnnotationInput: {
            /** Format: date */
            day?: string;
            text?: string;
        };
        UpdateContactInput: {
            /** Format: email */
            email?: string;
            name?: string;
            companyName?: string;
            phone?: string;
        };
        UpdateDigestInput: {
            frequency?: components["schemas"]["DigestFrequency"];
            recipients?: string[];
            isActive?: boolean;
        };
        UpdateFormInput: {
            name?: string;
            siteId?: string | null;
            redirectUrl?: string | null;
            allowedHosts?: string[];
            isActive?: boolean;
        };
        UpdateFunnelInput: {
            name?: string;
            steps?: components["schemas"]["FunnelSteps"];
            windowMinutes?: number;
        };
        /** @description A changed goal counts by its new rule in all reports, those of the past too. `archived` takes it out of reports and keeps it. */
        UpdateGoalInput: {
            name?: string;
            kind?: components["schemas"]["StepKind"];
            pattern?: string;
            valueCents?: number | null;
            currency?: string | null;
            valueProperty?: string | null;
            archived?: boolean;
        };
        UpdateProfileInput: {
            firstName?: string;
            lastName?: string;
        };
        UpdateRequestInput: {
            status: components["schemas"]["RequestStatus"];
        };
        UpdateSavedViewInput: {
            name?: string;
            query?: {
                range?: string;
                compare?: string;
                interval?: components["schemas"]["SeriesInterval"];
                /** @default [] */
                filters?: components["schemas"]["ReportFilters"];
                tabs?: {
                    [key: string]: components["schemas"]["ReportDimension"];
                };
            };
        };
        UpdateSiteInput: {
            name?: string;
            domain?: string;
            timeZone?: string;
            allowedHosts?: string[];
            consentMode?: components["schemas"]["ConsentMode"];
            excludedPaths?: string[];
            excludedAddresses?: string[];
            retentionDays?: number | null;
            channelRules?: components["schemas"]["ChannelRules"];
            replayEnabled?: boolean;
            replaySamplePct?: number;
            replayRetentionDays?: number;
            replayBlockSelector?: string;
            replayUnmaskSelector?: string;
        };
        UpdateTenantInput: {
            name?: string;
            timeZone?: string;
            /**
             * @description Makes it the workspace that this person's open sessions start in.
             * @constant
             */
            isDefault?: true;
        };
        UserDto: {
            /** Format: uuid */
            id: string;
            email: string;
            firstName: string;
            lastName: string;
            avatarUrl: string | null;
        };
        WorkspaceDto: {
            /** Format: uuid */
            id: string;
            name: string;
            role: components["schemas"]["RoleSchema"];
        };
    };
    responses: {
        /** @description The request could not be read (`bad_request`) */
        Problem400: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "urn:brand-automator:problem:bad_request",
                 *       "title": "The request could not be read",
                 *       "status": 400,
                 *       "detail": "The request could not be read.",
                 *       "code": "bad_request",
                 *       "requestId": "0195a3f2-6b1c-7d4e-9a8b-3c5d7e9f1a2b"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Sign in first (`unauthenticated`), or: The second factor is missing (`second_factor_required`) */
        Problem401: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "urn:brand-automator:problem:unauthenticated",
                 *       "title": "Sign in first",
                 *       "status": 401,
                 *       "detail": "Sign in first.",
                 *       "code": "unauthenticated",
                 *       "requestId": "0195a3f2-6b1c-7d4e-9a8b-3c5d7e9f1a2b"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Prove that it is you (`reauthentication_required`), or: Your role does not allow this (`forbidden`) */
        Problem403: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "urn:brand-automator:problem:reauthentication_required",
                 *       "title": "Prove that it is you",
                 *       "status": 403,
                 *       "detail": "Prove that it is you.",
                 *       "code": "reauthentication_required",
                 *       "requestId": "0195a3f2-6b1c-7d4e-9a8b-3c5d7e9f1a2b"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Not found (`not_found`) */
        Problem404: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "urn:brand-automator:problem:not_found",
                 *       "title": "Not found",
                 *       "status": 404,
                 *       "detail": "Not found.",
                 *       "code": "not_found",
                 *       "requestId": "0195a3f2-6b1c-7d4e-9a8b-3c5d7e9f1a2b"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description This conflicts with what is there (`conflict`) */
        Problem409: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "urn:brand-automator:problem:conflict",
                 *       "title": "This conflicts with what is there",
                 *       "status": 409,
                 *       "detail": "This conflicts with what is there.",
                 *       "code": "conflict",
                 *       "requestId": "0195a3f2-6b1c-7d4e-9a8b-3c5d7e9f1a2b"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description This is no longer valid (`gone`) */
        Problem410: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "urn:brand-automator:problem:gone",
                 *       "title": "This is no longer valid",
                 *       "status": 410,
                 *       "detail": "This is no longer valid.",
                 *       "code": "gone",
                 *       "requestId": "0195a3f2-6b1c-7d4e-9a8b-3c5d7e9f1a2b"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The request is too large (`payload_too_large`) */
        Problem413: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "urn:brand-automator:problem:payload_too_large",
                 *       "title": "The request is too large",
                 *       "status": 413,
                 *       "detail": "The request is too large.",
                 *       "code": "payload_too_large",
                 *       "requestId": "0195a3f2-6b1c-7d4e-9a8b-3c5d7e9f1a2b"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description This content type is not supported here (`unsupported_media_type`) */
        Problem415: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "urn:brand-automator:problem:unsupported_media_type",
                 *       "title": "This content type is not supported here",
                 *       "status": 415,
                 *       "detail": "This content type is not supported here.",
                 *       "code": "unsupported_media_type",
                 *       "requestId": "0195a3f2-6b1c-7d4e-9a8b-3c5d7e9f1a2b"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Some fields need attention (`validation_failed`) */
        Problem422: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "urn:brand-automator:problem:validation_failed",
                 *       "title": "Some fields need attention",
                 *       "status": 422,
                 *       "detail": "Some fields need attention.",
                 *       "code": "validation_failed",
                 *       "requestId": "0195a3f2-6b1c-7d4e-9a8b-3c5d7e9f1a2b",
                 *       "invalidParams": [
                 *         {
                 *           "name": "email",
                 *           "reason": "Enter an e-mail address like name@example.com."
                 *         }
                 *       ]
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Too many requests (`rate_limited`) */
        Problem429: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "urn:brand-automator:problem:rate_limited",
                 *       "title": "Too many requests",
                 *       "status": 429,
                 *       "detail": "Too many requests.",
                 *       "code": "rate_limited",
                 *       "requestId": "0195a3f2-6b1c-7d4e-9a8b-3c5d7e9f1a2b"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Temporarily unavailable (`unavailable`) */
        Problem503: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "urn:brand-automator:problem:unavailable",
                 *       "title": "Temporarily unavailable",
                 *       "status": 503,
                 *       "detail": "Temporarily unavailable.",
                 *       "code": "unavailable",
                 *       "requestId": "0195a3f2-6b1c-7d4e-9a8b-3c5d7e9f1a2b"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: {
        /** @description The workspace this call works in. Without it: the workspace of the token or key, or the session's default one. */
        WorkspaceId: string;
        /** @description 1 to 255 visible ASCII characters. The same key with the same body gets the first answer again, for 24 hours. */
        IdempotencyKey: string;
    };
    requestBodies: never;
    headers: {
        /** @description Names this request in our log. */
        "X-Request-Id": string;
        /** @description How many requests the window allows. */
        "RateLimit-Limit": number;
        /** @description How many of them are left. */
        "RateLimit-Remaining": number;
        /** @description Seconds until the window starts anew. */
        "RateLimit-Reset": number;
        /** @description Seconds after which trying again makes sense. */
        "Retry-After": number;
        /** @description "true" when this is the stored answer to an earlier request with the same Idempotency-Key. */
        "Idempotency-Replayed": string;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    getAccount: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "user": {
                     *         "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
                     *         "email": "ada@example.com",
                     *         "firstName": "Ada",
                     *         "lastName": "Lovelace",
                     *         "avatarUrl": "https://app.example.com/files/avatar.png"
                     *       },
                     *       "emailVerified": true,
                     *       "hasPassword": true,
                     *       "passwordChangedAt": "2026-03-14T09:26:53.000Z",
                     *       "connections": [
                     *         {
                     *           "provider": "google",
                     *           "name": "Main website",
                     *           "available": true,
                     *           "sandbox": true,
                     *           "email": "ada@example.com",
                     *           "connectedAt": "2026-03-14T09:26:53.000Z"
                     *         }
                     *       ],
                     *       "secondFactor": {
                     *         "enabledAt": "2026-03-14T09:26:53.000Z",
                     *         "recoveryCodesLeft": 12
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["AccountDto"];
                };
            };
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    updateAccount: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "firstName": "Ada",
                 *       "lastName": "Lovelace"
                 *     }
                 */
                "application/json": components["schemas"]["UpdateProfileInput"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "user": {
                     *         "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
                     *         "email": "ada@example.com",
                     *         "firstName": "Ada",
                     *         "lastName": "Lovelace",
                     *         "avatarUrl": "https://app.example.com/files/avatar.png"
                     *       },
                     *       "emailVerified": true,
                     *       "hasPassword": true,
                     *       "passwordChangedAt": "2026-03-14T09:26:53.000Z",
                     *       "connections": [
                     *         {
                     *           "provider": "google",
                     *           "name": "Main website",
                     *           "available": true,
                     *           "sandbox": true,
                     *           "email": "ada@example.com",
                     *           "connectedAt": "2026-03-14T09:26:53.000Z"
                     *         }
                     *       ],
                     *       "secondFactor": {
                     *         "enabledAt": "2026-03-14T09:26:53.000Z",
                     *         "recoveryCodesLeft": 12
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["AccountDto"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    setAvatar: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/octet-stream": string;
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "avatarUrl": "https://app.example.com/files/avatar.png"
                     *     }
                     */
                    "application/json": components["schemas"]["AvatarDto"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    removeAvatar: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "avatarUrl": "https://app.example.com/files/avatar.png"
                     *     }
                     */
                    "application/json": components["schemas"]["AvatarDto"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            409: components["responses"]["Problem409"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    getAccountAvatar: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                avatarKey: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The content itself. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "image/*": string;
                };
            };
            400: components["responses"]["Problem400"];
            404: components["responses"]["Problem404"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    deleteAccount: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "currentPassword": "correct horse battery staple"
                 *     }
                 */
                "application/json": components["schemas"]["ProofInput"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "ok"
                     *     }
                     */
                    "application/json": components["schemas"]["Done"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    changeEmail: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "currentPassword": "correct horse battery staple",
                 *       "newEmail": "ada.l@example.com"
                 *     }
                 */
                "application/json": components["schemas"]["ChangeEmailInput"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "ok"
                     *     }
                     */
                    "application/json": components["schemas"]["Done"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    linkIdentity: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                provider: components["schemas"]["ProviderId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "currentPassword": "correct horse battery staple"
                 *     }
                 */
                "application/json": components["schemas"]["ProofInput"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "callbackUrl": "Some text"
                     *     }
                     */
                    "application/json": components["schemas"]["LinkIntentDto"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    unlinkIdentity: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                provider: components["schemas"]["ProviderId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "ok"
                     *     }
                     */
                    "application/json": components["schemas"]["Done"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    changePassword: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "currentPassword": "correct horse battery staple",
                 *       "newPassword": "another horse battery staple"
                 *     }
                 */
                "application/json": components["schemas"]["ChangePasswordInput"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "ok"
                     *     }
                     */
                    "application/json": components["schemas"]["Done"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    startSecondFactor: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "currentPassword": "correct horse battery staple"
                 *     }
                 */
                "application/json": components["schemas"]["ProofInput"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "secret": "Some text",
                     *       "uri": "Some text",
                     *       "qrSvg": "Some text"
                     *     }
                     */
                    "application/json": components["schemas"]["SecondFactorSetup"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    confirmSecondFactor: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "code": "123456"
                 *     }
                 */
                "application/json": components["schemas"]["CodeInput"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "recoveryCodes": [
                     *         "Some text"
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["RecoveryCodes"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    disableSecondFactor: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "currentPassword": "correct horse battery staple",
                 *       "code": "123456"
                 *     }
                 */
                "application/json": components["schemas"]["DisableSecondFactorInput"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "ok"
                     *     }
                     */
                    "application/json": components["schemas"]["Done"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    renewRecoveryCodes: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "currentPassword": "correct horse battery staple"
                 *     }
                 */
                "application/json": components["schemas"]["ProofInput"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "recoveryCodes": [
                     *         "Some text"
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["RecoveryCodes"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    listSessions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
                     *           "kind": "web",
                     *           "device": "desktop",
                     *           "place": "Berlin, DE",
                     *           "method": "password",
                     *           "createdAt": "2026-03-14T09:26:53.000Z",
                     *           "lastSeenAt": "2026-03-14T09:26:53.000Z",
                     *           "current": true
                     *         }
                     *       ],
                     *       "nextCursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["SessionList"];
                };
            };
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    endOtherSessions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "count": 12
                     *     }
                     */
                    "application/json": components["schemas"]["EndedSessions"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            409: components["responses"]["Problem409"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    endSession: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                sessionId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "ok"
                     *     }
                     */
                    "application/json": components["schemas"]["Done"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    sendVerificationEmail: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "ok"
                     *     }
                     */
                    "application/json": components["schemas"]["Done"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            409: components["responses"]["Problem409"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    listActivity: {
        parameters: {
            query?: {
                /** @description How many a page. */
                limit?: number;
            };
            header?: {
                /** @description The workspace this call works in. Without it: the workspace of the token or key, or the session's default one. */
                "X-Workspace-Id"?: components["parameters"]["WorkspaceId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
                     *           "kind": "request",
                     *           "title": "New request from Ada Lovelace",
                     *           "detail": "www.example.com",
                     *           "href": "/crm/requests",
                     *           "at": "2026-03-14T09:26:53.000Z"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["ActivityFeed"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    listApiKeys: {
        parameters: {
            query?: {
                /** @description Where to go on: `nextCursor` of the page before. */
                cursor?: string;
                /** @description How many a page. */
                limit?: number;
            };
            header?: {
                /** @description The workspace this call works in. Without it: the workspace of the token or key, or the session's default one. */
                "X-Workspace-Id"?: components["parameters"]["WorkspaceId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
                     *           "name": "Main website",
                     *           "prefix": "ba_k3Yp9QxT",
                     *           "scopes": [
                     *             "sites.read"
                     *           ],
                     *           "createdBy": {
                     *             "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
                     *             "name": "Main website"
                     *           },
                     *           "ratePerMin": 12,
                     *           "createdAt": "2026-03-14T09:26:53.000Z",
                     *           "expiresAt": "2026-03-14T09:26:53.000Z",
                     *           "lastUsedAt": "2026-03-14T09:26:53.000Z",
                     *           "revokedAt": "2026-03-14T09:26:53.000Z"
                     *         }
                     *       ],
                     *       "nextCursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["ApiKeyList"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    createApiKey: {
        parameters: {
            query?: never;
            header?: {
                /** @description The workspace this call works in. Without it: the workspace of the token or key, or the session's default one. */
                "X-Workspace-Id"?: components["parameters"]["WorkspaceId"];
                /** @description 1 to 255 visible ASCII characters. The same key with the same body gets the first answer again, for 24 hours. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Main website",
                 *       "scopes": [
                 *         "sites.read"
                 *       ],
                 *       "expiresAt": "2026-03-14T09:26:53.000Z",
                 *       "ratePerMin": 12
                 *     }
                 */
                "application/json": components["schemas"]["CreateApiKeyInput"];
            };
        };
        responses: {
            /** @description Made. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
                     *       "name": "Main website",
                     *       "prefix": "ba_k3Yp9QxT",
                     *       "scopes": [
                     *         "sites.read"
                     *       ],
                     *       "createdBy": {
                     *         "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
                     *         "name": "Main website"
                     *       },
                     *       "ratePerMin": 12,
                     *       "createdAt": "2026-03-14T09:26:53.000Z",
                     *       "expiresAt": "2026-03-14T09:26:53.000Z",
                     *       "lastUsedAt": "2026-03-14T09:26:53.000Z",
                     *       "revokedAt": "2026-03-14T09:26:53.000Z",
                     *       "key": "ba_k3Yp9QxT_1jW3mVv0S2yq8Kf4hT6cN9bR5xZ7aLpEuGdQoYiJkMs"
                     *     }
                     */
                    "application/json": components["schemas"]["NewApiKeyDto"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    deleteApiKey: {
        parameters: {
            query?: never;
            header?: {
                /** @description The workspace this call works in. Without it: the workspace of the token or key, or the session's default one. */
                "X-Workspace-Id"?: components["parameters"]["WorkspaceId"];
            };
            path: {
                keyId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
                     *       "name": "Main website",
                     *       "prefix": "ba_k3Yp9QxT",
                     *       "scopes": [
                     *         "sites.read"
                     *       ],
                     *       "createdBy": {
                     *         "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
                     *         "name": "Main website"
                     *       },
                     *       "ratePerMin": 12,
                     *       "createdAt": "2026-03-14T09:26:53.000Z",
                     *       "expiresAt": "2026-03-14T09:26:53.000Z",
                     *       "lastUsedAt": "2026-03-14T09:26:53.000Z",
                     *       "revokedAt": "2026-03-14T09:26:53.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["ApiKeyDto"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    listAuditLog: {
        parameters: {
            query?: {
                /** @description Where to go on: `nextCursor` of the page before. */
                cursor?: string;
                /** @description How many a page. */
                limit?: number;
                action?: string;
                actorId?: string;
                entityType?: string;
                entityId?: string;
                from?: string;
                to?: string;
                /** @description Text to look for. */
                q?: string;
            };
            header?: {
                /** @description The workspace this call works in. Without it: the workspace of the token or key, or the session's default one. */
                "X-Workspace-Id"?: components["parameters"]["WorkspaceId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
                     *           "at": "2026-03-14T09:26:53.000Z",
                     *           "actor": {
                     *             "type": "user",
                     *             "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
                     *             "name": "Main website"
                     *           },
                     *           "action": "site.create",
                     *           "entityType": "site",
                     *           "entityId": "0195a3f2-6b1c-7d4e-9a8b-556eb4fe4ca9",
                     *           "entityName": "Some text",
                     *           "before": null,
                     *           "after": null,
                     *           "requestId": "0195a3f2-6b1c-7d4e-9a8b-2163759e8b77"
                     *         }
                     *       ],
                     *       "nextCursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["AuditList"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    exportAuditLog: {
        parameters: {
            query?: {
                /** @description A whole action ("member.invite") or its first part ("member"). */
                action?: string;
                actorId?: string;
                entityType?: string;
                entityId?: string;
                /** @description From this moment on. */
                from?: string;
                /** @description Before this moment. */
                to?: string;
                /** @description Text in what was changed. */
                q?: string;
            };
            header?: {
                /** @description The workspace this call works in. Without it: the workspace of the token or key, or the session's default one. */
                "X-Workspace-Id"?: components["parameters"]["WorkspaceId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The content itself. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    confirmEmailChange: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "token": "1jW3mVv0S2yq8Kf4hT6cN9bR5xZ7aLpEuGdQoYiJkMs",
                 *       "password": "correct horse battery staple"
                 *     }
                 */
                "application/json": components["schemas"]["TakeLinkInput"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "ok"
                     *     }
                     */
                    "application/json": components["schemas"]["Done"];
                };
            };
            400: components["responses"]["Problem400"];
            403: components["responses"]["Problem403"];
            409: components["responses"]["Problem409"];
            410: components["responses"]["Problem410"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    forgotPassword: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "email": "ada@example.com"
                 *     }
                 */
                "application/json": components["schemas"]["ForgotPasswordInput"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "ok"
                     *     }
                     */
                    "application/json": components["schemas"]["Done"];
                };
            };
            400: components["responses"]["Problem400"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    getJwks: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "keys": [
                     *         {
                     *           "example": null
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["JwksDto"];
                };
            };
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    logIn: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "email": "ada@example.com",
                 *       "password": "correct horse battery staple",
                 *       "code": "123456",
                 *       "tenantId": "0195a3f2-6b1c-7d4e-9a8b-aad71cd4f8e2"
                 *     }
                 */
                "application/json": components["schemas"]["TokenLoginInput"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "tokenType": "Bearer",
                     *       "accessToken": "eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiIuLi4ifQ.c2lnbmF0dXJl",
                     *       "expiresInS": 12,
                     *       "refreshToken": "1jW3mVv0S2yq8Kf4hT6cN9bR5xZ7aLpEuGdQoYiJkMs",
                     *       "refreshExpiresAt": "2026-03-14T09:26:53.000Z",
                     *       "tenantId": "0195a3f2-6b1c-7d4e-9a8b-aad71cd4f8e2",
                     *       "tenants": [
                     *         {
                     *           "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
                     *           "name": "Main website",
                     *           "role": "owner"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["TokenDto"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            404: components["responses"]["Problem404"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    logOut: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "refreshToken": "1jW3mVv0S2yq8Kf4hT6cN9bR5xZ7aLpEuGdQoYiJkMs"
                 *     }
                 */
                "application/json": components["schemas"]["LogoutInput"];
            };
        };
        responses: {
            /** @description Done; there is nothing to say. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    refreshTokens: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "refreshToken": "1jW3mVv0S2yq8Kf4hT6cN9bR5xZ7aLpEuGdQoYiJkMs",
                 *       "tenantId": "0195a3f2-6b1c-7d4e-9a8b-aad71cd4f8e2"
                 *     }
                 */
                "application/json": components["schemas"]["RefreshInput"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "tokenType": "Bearer",
                     *       "accessToken": "eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiIuLi4ifQ.c2lnbmF0dXJl",
                     *       "expiresInS": 12,
                     *       "refreshToken": "1jW3mVv0S2yq8Kf4hT6cN9bR5xZ7aLpEuGdQoYiJkMs",
                     *       "refreshExpiresAt": "2026-03-14T09:26:53.000Z",
                     *       "tenantId": "0195a3f2-6b1c-7d4e-9a8b-aad71cd4f8e2",
                     *       "tenants": [
                     *         {
                     *           "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
                     *           "name": "Main website",
                     *           "role": "owner"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["TokenDto"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            404: components["responses"]["Problem404"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    register: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "email": "ada@example.com",
                 *       "password": "correct horse battery staple",
                 *       "name": "Main website",
                 *       "workspaceName": "Example Studio",
                 *       "invitationToken": "Some text"
                 *     }
                 */
                "application/json": components["schemas"]["RegisterInput"];
            };
        };
        responses: {
            /** @description Made. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "ok"
                     *     }
                     */
                    "application/json": components["schemas"]["RegisterResult"];
                };
            };
            400: components["responses"]["Problem400"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    resetPassword: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "token": "1jW3mVv0S2yq8Kf4hT6cN9bR5xZ7aLpEuGdQoYiJkMs",
                 *       "password": "correct horse battery staple"
                 *     }
                 */
                "application/json": components["schemas"]["ResetPasswordInput"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "ok"
                     *     }
                     */
                    "application/json": components["schemas"]["Done"];
                };
            };
            400: components["responses"]["Problem400"];
            410: components["responses"]["Problem410"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    passSecondFactor: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "code": "123456"
                 *     }
                 */
                "application/json": components["schemas"]["CodeInput"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "ok"
                     *     }
                     */
                    "application/json": components["schemas"]["Done"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    verifyEmail: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "token": "1jW3mVv0S2yq8Kf4hT6cN9bR5xZ7aLpEuGdQoYiJkMs",
                 *       "password": "correct horse battery staple"
                 *     }
                 */
                "application/json": components["schemas"]["TakeLinkInput"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "ok"
                     *     }
                     */
                    "application/json": components["schemas"]["Done"];
                };
            };
            400: components["responses"]["Problem400"];
            403: components["responses"]["Problem403"];
            410: components["responses"]["Problem410"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    listCompanies: {
        parameters: {
            query?: {
                /** @description Where to go on: `nextCursor` of the page before. */
                cursor?: string;
                /** @description How many a page. */
                limit?: number;
            };
            header?: {
                /** @description The workspace this call works in. Without it: the workspace of the token or key, or the session's default one. */
                "X-Workspace-Id"?: components["parameters"]["WorkspaceId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
                     *           "name": "Main website",
                     *           "isDefault": true,
                     *           "createdAt": "2026-03-14T09:26:53.000Z"
                     *         }
                     *       ],
                     *       "nextCursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["CompanyList"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    listContacts: {
        parameters: {
            query?: {
                /** @description Where to go on: `nextCursor` of the page before. */
                cursor?: string;
                /** @description How many a page. */
                limit?: number;
                /** @description Text to look for. */
                q?: string;
            };
            header?: {
                /** @description The workspace this call works in. Without it: the workspace of the token or key, or the session's default one. */
                "X-Workspace-Id"?: components["parameters"]["WorkspaceId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
                     *           "email": "ada@example.com",
                     *           "name": "Main website",
                     *           "companyName": "Example Ltd",
                     *           "phone": "+44 20 7946 0000",
                     *           "createdAt": "2026-03-14T09:26:53.000Z",
                     *           "updatedAt": "2026-03-14T09:26:53.000Z"
                     *         }
                     *       ],
                     *       "nextCursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["ContactList"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    createContact: {
        parameters: {
            query?: never;
            header?: {
                /** @description The workspace this call works in. Without it: the workspace of the token or key, or the session's default one. */
                "X-Workspace-Id"?: components["parameters"]["WorkspaceId"];
                /** @description 1 to 255 visible ASCII characters. The same key with the same body gets the first answer again, for 24 hours. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "email": "ada@example.com",
                 *       "name": "Main website",
                 *       "companyName": "Example Ltd",
                 *       "phone": "+44 20 7946 0000"
                 *     }
                 */
                "application/json": components["schemas"]["CreateContactInput"];
            };
        };
        responses: {
            /** @description Made. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
                     *       "email": "ada@example.com",
                     *       "name": "Main website",
                     *       "companyName": "Example Ltd",
                     *       "phone": "+44 20 7946 0000",
                     *       "createdAt": "2026-03-14T09:26:53.000Z",
                     *       "updatedAt": "2026-03-14T09:26:53.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["ContactDto"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    getContact: {
        parameters: {
            query?: never;
            header?: {
                /** @description The workspace this call works in. Without it: the workspace of the token or key, or the session's default one. */
                "X-Workspace-Id"?: components["parameters"]["WorkspaceId"];
            };
            path: {
                contactId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
                     *       "email": "ada@example.com",
                     *       "name": "Main website",
                     *       "companyName": "Example Ltd",
                     *       "phone": "+44 20 7946 0000",
                     *       "createdAt": "2026-03-14T09:26:53.000Z",
                     *       "updatedAt": "2026-03-14T09:26:53.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["ContactDto"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    updateContact: {
        parameters: {
            query?: never;
            header?: {
                /** @description The workspace this call works in. Without it: the workspace of the token or key, or the session's default one. */
                "X-Workspace-Id"?: components["parameters"]["WorkspaceId"];
            };
            path: {
                contactId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "email": "ada@example.com",
                 *       "name": "Main website",
                 *       "companyName": "Example Ltd",
                 *       "phone": "+44 20 7946 0000"
                 *     }
                 */
                "application/json": components["schemas"]["UpdateContactInput"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
                     *       "email": "ada@example.com",
                     *       "name": "Main website",
                     *       "companyName": "Example Ltd",
                     *       "phone": "+44 20 7946 0000",
                     *       "createdAt": "2026-03-14T09:26:53.000Z",
                     *       "updatedAt": "2026-03-14T09:26:53.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["ContactDto"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    identifyTokenContact: {
        parameters: {
            query?: never;
            header?: {
                /** @description The workspace this call works in. Without it: the workspace of the token or key, or the session's default one. */
                "X-Workspace-Id"?: components["parameters"]["WorkspaceId"];
            };
            path: {
                contactId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "token": "1jW3mVv0S2yq8Kf4hT6cN9bR5xZ7aLpEuGdQoYiJkMs"
                     *     }
                     */
                    "application/json": components["schemas"]["IdentifyTokenDto"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    createDigestUnsubscribe: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                token: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; there is nothing to say. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            404: components["responses"]["Problem404"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    events: {
        parameters: {
            query?: never;
            header?: {
                /** @description The workspace this call works in. Without it: the workspace of the token or key, or the session's default one. */
                "X-Workspace-Id"?: components["parameters"]["WorkspaceId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "siteId": "01939d6b-5b1f-7c56-9a41-6a7be7c5d0f1",
                 *       "events": [
                 *         {
                 *           "name": "Signed up",
                 *           "url": "https://example.com/welcome",
                 *           "ip": "203.0.113.7",
                 *           "userAgent": "Mozilla/5.0 (X11; Linux x86_64; rv:144.0) Gecko/20100101 Firefox/144.0",
                 *           "properties": {
                 *             "plan": "team"
                 *           }
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["IngestEventsInput"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "accepted": 12,
                     *       "dropped": [
                     *         {
                     *           "index": 12,
                     *           "reason": "bad_json"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["IngestEventsOutput"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    listForms: {
        parameters: {
            query?: {
                /** @description Where to go on: `nextCursor` of the page before. */
                cursor?: string;
                /** @description How many a page. */
                limit?: number;
                siteId?: string;
            };
            header?: {
                /** @description The workspace this call works in. Without it: the workspace of the token or key, or the session's default one. */
                "X-Workspace-Id"?: components["parameters"]["WorkspaceId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
                     *           "companyId": "0195a3f2-6b1c-7d4e-9a8b-c42a8445890f",
                     *           "siteId": "0195a3f2-6b1c-7d4e-9a8b-88015b806488",
                     *           "name": "Main website",
                     *           "kind": "contact",
                     *           "formKey": "Zk2mQ8vN5rT1yB6wJ4dA",
                     *           "endpointUrl": "https://app.example.com/api/forms/Zk2mQ8vN5rT1yB6wJ4dA",
                     *           "isActive": true,
                     *           "redirectUrl": "https://www.example.com/thanks",
                     *           "allowedHosts": [
                     *             "shop.example.com"
                     *           ],
                     *           "createdAt": "2026-03-14T09:26:53.000Z"
                     *         }
                     *       ],
                     *       "nextCursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["FormList"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    createForm: {
        parameters: {
            query?: never;
            header?: {
                /** @description The workspace this call works in. Without it: the workspace of the token or key, or the session's default one. */
                "X-Workspace-Id"?: components["parameters"]["WorkspaceId"];
                /** @description 1 to 255 visible ASCII characters. The same key with the same body gets the first answer again, for 24 hours. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Main website",
                 *       "kind": "contact",
                 *       "siteId": "0195a3f2-6b1c-7d4e-9a8b-88015b806488",
                 *       "companyId": "0195a3f2-6b1c-7d4e-9a8b-c42a8445890f",
                 *       "redirectUrl": "https://www.example.com/thanks",
                 *       "allowedHosts": [
                 *         "shop.example.com"
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["CreateFormInput"];
            };
        };
        responses: {
            /** @description Made. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
                     *       "companyId": "0195a3f2-6b1c-7d4e-9a8b-c42a8445890f",
                     *       "siteId": "0195a3f2-6b1c-7d4e-9a8b-88015b806488",
                     *       "name": "Main website",
                     *       "kind": "contact",
                     *       "formKey": "Zk2mQ8vN5rT1yB6wJ4dA",
                     *       "endpointUrl": "https://app.example.com/api/forms/Zk2mQ8vN5rT1yB6wJ4dA",
                     *       "isActive": true,
                     *       "redirectUrl": "https://www.example.com/thanks",
                     *       "allowedHosts": [
                     *         "shop.example.com"
                     *       ],
                     *       "createdAt": "2026-03-14T09:26:53.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["FormDto"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    getForm: {
        parameters: {
            query?: never;
            header?: {
                /** @description The workspace this call works in. Without it: the workspace of the token or key, or the session's default one. */
                "X-Workspace-Id"?: components["parameters"]["WorkspaceId"];
            };
            path: {
                formId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
                     *       "companyId": "0195a3f2-6b1c-7d4e-9a8b-c42a8445890f",
                     *       "siteId": "0195a3f2-6b1c-7d4e-9a8b-88015b806488",
                     *       "name": "Main website",
                     *       "kind": "contact",
                     *       "formKey": "Zk2mQ8vN5rT1yB6wJ4dA",
                     *       "endpointUrl": "https://app.example.com/api/forms/Zk2mQ8vN5rT1yB6wJ4dA",
                     *       "isActive": true,
                     *       "redirectUrl": "https://www.example.com/thanks",
                     *       "allowedHosts": [
                     *         "shop.example.com"
                     *       ],
                     *       "createdAt": "2026-03-14T09:26:53.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["FormDto"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    updateForm: {
        parameters: {
            query?: never;
            header?: {
                /** @description The workspace this call works in. Without it: the workspace of the token or key, or the session's default one. */
                "X-Workspace-Id"?: components["parameters"]["WorkspaceId"];
            };
            path: {
                formId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Main website",
                 *       "siteId": "0195a3f2-6b1c-7d4e-9a8b-88015b806488",
                 *       "redirectUrl": "https://www.example.com/thanks",
                 *       "allowedHosts": [
                 *         "shop.example.com"
                 *       ],
                 *       "isActive": true
                 *     }
                 */
                "application/json": components["schemas"]["UpdateFormInput"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
                     *       "companyId": "0195a3f2-6b1c-7d4e-9a8b-c42a8445890f",
                     *       "siteId": "0195a3f2-6b1c-7d4e-9a8b-88015b806488",
                     *       "name": "Main website",
                     *       "kind": "contact",
                     *       "formKey": "Zk2mQ8vN5rT1yB6wJ4dA",
                     *       "endpointUrl": "https://app.example.com/api/forms/Zk2mQ8vN5rT1yB6wJ4dA",
                     *       "isActive": true,
                     *       "redirectUrl": "https://www.example.com/thanks",
                     *       "allowedHosts": [
                     *         "shop.example.com"
                     *       ],
                     *       "createdAt": "2026-03-14T09:26:53.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["FormDto"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    getInvitation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                token: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "open",
                     *       "workspaceName": "Example Studio",
                     *       "inviterName": "Some text",
                     *       "email": "ada@example.com",
                     *       "role": "owner",
                     *       "expiresAt": "2026-03-14T09:26:53.000Z",
                     *       "hasAccount": true
                     *     }
                     */
                    "application/json": components["schemas"]["InvitationPreview"];
                };
            };
            400: components["responses"]["Problem400"];
            404: components["responses"]["Problem404"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    acceptInvitation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                token: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "tenantId": "0195a3f2-6b1c-7d4e-9a8b-aad71cd4f8e2",
                     *       "name": "Main website",
                     *       "role": "owner"
                     *     }
                     */
                    "application/json": components["schemas"]["JoinedDto"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            410: components["responses"]["Problem410"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    streamLiveUpdates: {
        parameters: {
            query?: {
                /** @description The workspace, for readers that cannot send X-Workspace-Id; checked like the header. */
                workspace?: string;
            };
            header?: {
                /** @description The workspace this call works in. Without it: the workspace of the token or key, or the session's default one. */
                "X-Workspace-Id"?: components["parameters"]["WorkspaceId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The content itself. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    getMe: {
        parameters: {
            query?: never;
            header?: {
                /** @description The workspace this call works in. Without it: the workspace of the token or key, or the session's default one. */
                "X-Workspace-Id"?: components["parameters"]["WorkspaceId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "user": {
                     *         "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
                     *         "email": "ada@example.com",
                     *         "firstName": "Ada",
                     *         "lastName": "Lovelace",
                     *         "avatarUrl": "https://app.example.com/files/avatar.png"
                     *       },
                     *       "workspaces": [
                     *         {
                     *           "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
                     *           "name": "Main website",
                     *           "role": "owner"
                     *         }
                     *       ],
                     *       "workspaceId": "0195a3f2-6b1c-7d4e-9a8b-09707fa5aaae"
                     *     }
                     */
                    "application/json": components["schemas"]["MeDto"];
                };
            };
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    listNotifications: {
        parameters: {
            query?: {
                /** @description Where to go on: `nextCursor` of the page before. */
                cursor?: string;
                /** @description How many a page. */
                limit?: number;
                unread?: "true" | "false";
            };
            header?: {
                /** @description The workspace this call works in. Without it: the workspace of the token or key, or the session's default one. */
                "X-Workspace-Id"?: components["parameters"]["WorkspaceId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
                     *           "kind": "request",
                     *           "title": "New request from Ada Lovelace",
                     *           "body": "We need a new website by spring.",
                     *           "href": "/crm/requests",
                     *           "readAt": "2026-03-14T09:26:53.000Z",
                     *           "createdAt": "2026-03-14T09:26:53.000Z"
                     *         }
                     *       ],
                     *       "nextCursor": null,
                     *       "unreadCount": 12
                     *     }
                     */
                    "application/json": components["schemas"]["NotificationList"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    markNotificationsRead: {
        parameters: {
            query?: never;
            header?: {
                /** @description The workspace this call works in. Without it: the workspace of the token or key, or the session's default one. */
                "X-Workspace-Id"?: components["parameters"]["WorkspaceId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "ids": [
                 *         "0195a3f2-6b1c-7d4e-9a8b-23466067f626"
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["MarkNotificationsReadInput"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "unreadCount": 12
                     *     }
                     */
                    "application/json": components["schemas"]["MarkNotificationsReadOutput"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    getOpenApiDocument: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "openapi": "3.1.0"
                     *     }
                     */
                    "application/json": {
                        openapi: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    getOverview: {
        parameters: {
            query?: {
                /** @description How many days, today included. */
                days?: number;
            };
            header?: {
                /** @description The workspace this call works in. Without it: the workspace of the token or key, or the session's default one. */
                "X-Workspace-Id"?: components["parameters"]["WorkspaceId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "cards": {
                     *         "visitors": {
                     *           "value": 12,
                     *           "previous": 12,
                     *           "daily": [
                     *             12
                     *           ]
                     *         },
                     *         "visits": {
                     *           "value": 12,
                     *           "previous": 12,
                     *           "daily": [
                     *             12
                     *           ]
                     *         },
                     *         "requests": {
                     *           "value": 12,
                     *           "previous": 12,
                     *           "daily": [
                     *             12
                     *           ]
                     *         }
                     *       },
                     *       "sites": 12,
                     *       "forms": 12,
                     *       "range": {
                     *         "from": "2026-03-01",
                     *         "to": "2026-03-31"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["OverviewDto"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    getPosthogConnection: {
        parameters: {
            query?: never;
            header?: {
                /** @description The workspace this call works in. Without it: the workspace of the token or key, or the session's default one. */
                "X-Workspace-Id"?: components["parameters"]["WorkspaceId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "connection": {
                     *         "region": "us",
                     *         "host": "Some text",
                     *         "projectKeyEnd": "Some text",
                     *         "personalKeyEnd": "Some text",
                     *         "project": "Some text",
                     *         "projectUrl": "Some text",
                     *         "forwardsEvents": true,
                     *         "recordsSessions": true,
                     *         "status": "off",
                     *         "lag": {
                     *           "events": 12,
                     *           "isMore": true,
                     *           "since": "2026-03-14T09:26:53.000Z"
                     *         },
                     *         "forwardedCount": 12,
                     *         "refusedCount": 12,
                     *         "lastForwardedAt": "2026-03-14T09:26:53.000Z",
                     *         "lastEventAt": "2026-03-14T09:26:53.000Z",
                     *         "lastError": "Some text",
                     *         "lastErrorAt": "2026-03-14T09:26:53.000Z",
                     *         "advice": "Some text",
                     *         "retryAt": "2026-03-14T09:26:53.000Z",
                     *         "createdAt": "2026-03-14T09:26:53.000Z"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["PosthogState"];
                };
            };
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    savePosthogConnection: {
        parameters: {
            query?: never;
            header?: {
                /** @description The workspace this call works in. Without it: the workspace of the token or key, or the session's default one. */
                "X-Workspace-Id"?: components["parameters"]["WorkspaceId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "region": "us",
                 *       "forwardsEvents": true,
                 *       "recordsSessions": true
                 *     }
                 */
                "application/json": components["schemas"]["SavePosthogInput"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "connection": {
                     *         "region": "us",
                     *         "host": "Some text",
                     *         "projectKeyEnd": "Some text",
                     *         "personalKeyEnd": "Some text",
                     *         "project": "Some text",
                     *         "projectUrl": "Some text",
                     *         "forwardsEvents": true,
                     *         "recordsSessions": true,
                     *         "status": "off",
                     *         "lag": {
                     *           "events": 12,
                     *           "isMore": true,
                     *           "since": "2026-03-14T09:26:53.000Z"
                     *         },
                     *         "forwardedCount": 12,
                     *         "refusedCount": 12,
                     *         "lastForwardedAt": "2026-03-14T09:26:53.000Z",
                     *         "lastEventAt": "2026-03-14T09:26:53.000Z",
                     *         "lastError": "Some text",
                     *         "lastErrorAt": "2026-03-14T09:26:53.000Z",
                     *         "advice": "Some text",
                     *         "retryAt": "2026-03-14T09:26:53.000Z",
                     *         "createdAt": "2026-03-14T09:26:53.000Z"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["PosthogState"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    disconnectPosthog: {
        parameters: {
            query?: never;
            header?: {
                /** @description The workspace this call works in. Without it: the workspace of the token or key, or the session's default one. */
                "X-Workspace-Id"?: components["parameters"]["WorkspaceId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; there is nothing to say. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    getPosthogFlags: {
        parameters: {
            query?: {
                distinctId?: string;
            };
            header?: {
                /** @description The workspace this call works in. Without it: the workspace of the token or key, or the session's default one. */
                "X-Workspace-Id"?: components["parameters"]["WorkspaceId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "distinctId": "0195a3f2-6b1c-7d4e-9a8b-0da3dce3f9b7",
                     *       "flags": {
                     *         "example": true
                     *       },
                     *       "problem": "Some text"
                     *     }
                     */
                    "application/json": components["schemas"]["PosthogFlags"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    listPosthogInsights: {
        parameters: {
            query?: {
                insight?: string;
            };
            header?: {
                /** @description The workspace this call works in. Without it: the workspace of the token or key, or the session's default one. */
                "X-Workspace-Id"?: components["parameters"]["WorkspaceId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
                     *           "name": "Main website",
                     *           "description": "Some text",
                     *           "url": "https://app.example.com/files/export.zip",
                     *           "series": [
                     *             {
                     *               "label": "Pricing",
                     *               "labels": [
                     *                 "Some text"
                     *               ],
                     *               "data": [
                     *                 12
                     *               ]
                     *             }
                     *           ]
                     *         }
                     *       ],
                     *       "problem": "Some text"
                     *     }
                     */
                    "application/json": components["schemas"]["PosthogInsights"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    resumePosthog: {
        parameters: {
            query?: never;
            header?: {
                /** @description The workspace this call works in. Without it: the workspace of the token or key, or the session's default one. */
                "X-Workspace-Id"?: components["parameters"]["WorkspaceId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "connection": {
                     *         "region": "us",
                     *         "host": "Some text",
                     *         "projectKeyEnd": "Some text",
                     *         "personalKeyEnd": "Some text",
                     *         "project": "Some text",
                     *         "projectUrl": "Some text",
                     *         "forwardsEvents": true,
                     *         "recordsSessions": true,
                     *         "status": "off",
                     *         "lag": {
                     *           "events": 12,
                     *           "isMore": true,
                     *           "since": "2026-03-14T09:26:53.000Z"
                     *         },
                     *         "forwardedCount": 12,
                     *         "refusedCount": 12,
                     *         "lastForwardedAt": "2026-03-14T09:26:53.000Z",
                     *         "lastEventAt": "2026-03-14T09:26:53.000Z",
                     *         "lastError": "Some text",
                     *         "lastErrorAt": "2026-03-14T09:26:53.000Z",
                     *         "advice": "Some text",
                     *         "retryAt": "2026-03-14T09:26:53.000Z",
                     *         "createdAt": "2026-03-14T09:26:53.000Z"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["PosthogState"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    testPosthogConnection: {
        parameters: {
            query?: never;
            header?: {
                /** @description The workspace this call works in. Without it: the workspace of the token or key, or the session's default one. */
                "X-Workspace-Id"?: components["parameters"]["WorkspaceId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "isGood": true,
                     *       "checks": [
                     *         {
                     *           "what": "project_key",
                     *           "isGood": true,
                     *           "message": "We need a new website by spring."
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["PosthogTestResult"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    getPosthogReplay: {
        parameters: {
            query?: never;
            header?: {
                /** @description The workspace this call works in. Without it: the workspace of the token or key, or the session's default one. */
                "X-Workspace-Id"?: components["parameters"]["WorkspaceId"];
            };
            path: {
                visitId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "url": "https://app.example.com/files/export.zip",
                     *       "startedAt": "2026-03-14T09:26:53.000Z",
                     *       "problem": "Some text"
                     *     }
                     */
                    "application/json": components["schemas"]["PosthogReplay"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    listReplays: {
        parameters: {
            query?: {
                /** @description Where to go on: `nextCursor` of the page before. */
                cursor?: string;
                /** @description How many a page. */
                limit?: number;
                siteId?: string;
                from?: string;
                to?: string;
                minDurationS?: number;
                page?: string;
                country?: string;
                device?: string;
                event?: string;
                goalId?: string;
                visitId?: string;
                contactId?: string;
            };
            header?: {
                /** @description The workspace this call works in. Without it: the workspace of the token or key, or the session's default one. */
                "X-Workspace-Id"?: components["parameters"]["WorkspaceId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
                     *           "siteId": "0195a3f2-6b1c-7d4e-9a8b-88015b806488",
                     *           "siteName": "Some text",
                     *           "visitId": "0195a3f2-6b1c-7d4e-9a8b-217a88a27ddb",
                     *           "contactId": "0195a3f2-6b1c-7d4e-9a8b-29468088e7f1",
                     *           "startedAt": "2026-03-14T09:26:53.000Z",
                     *           "lastChunkAt": "2026-03-14T09:26:53.000Z",
                     *           "durationMs": 12,
                     *           "pageCount": 12,
                     *           "entryPath": "Some text",
                     *           "country": "DE",
                     *           "city": "Berlin",
                     *           "device": "desktop",
                     *           "browser": "Firefox",
                     *           "os": "Linux",
                     *           "source": "www.google.com",
                     *           "events": 12,
                     *           "sizeBytes": 12,
                     *           "stoppedReason": "too_many_nodes",
                     *           "viewedAt": "2026-03-14T09:26:53.000Z"
                     *         }
                     *       ],
                     *       "nextCursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["ReplayList"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    getReplay: {
        parameters: {
            query?: never;
            header?: {
                /** @description The workspace this call works in. Without it: the workspace of the token or key, or the session's default one. */
                "X-Workspace-Id"?: components["parameters"]["WorkspaceId"];
            };
            path: {
                replayId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
                     *       "siteId": "0195a3f2-6b1c-7d4e-9a8b-88015b806488",
                     *       "siteName": "Some text",
                     *       "visitId": "0195a3f2-6b1c-7d4e-9a8b-217a88a27ddb",
                     *       "contactId": "0195a3f2-6b1c-7d4e-9a8b-29468088e7f1",
                     *       "startedAt": "2026-03-14T09:26:53.000Z",
                     *       "lastChunkAt": "2026-03-14T09:26:53.000Z",
                     *       "durationMs": 12,
                     *       "pageCount": 12,
                     *       "entryPath": "Some text",
                     *       "country": "DE",
                     *       "city": "Berlin",
                     *       "device": "desktop",
                     *       "browser": "Firefox",
                     *       "os": "Linux",
                     *       "source": "www.google.com",
                     *       "events": 12,
                     *       "sizeBytes": 12,
                     *       "stoppedReason": "too_many_nodes",
                     *       "viewedAt": "2026-03-14T09:26:53.000Z",
                     *       "siteDomain": "Some text",
                     *       "chunks": [
                     *         {
                     *           "seq": 12,
                     *           "fromMs": 12,
                     *           "toMs": 12,
                     *           "sizeBytes": 12
                     *         }
                     *       ],
                     *       "marks": [
                     *         {
                     *           "atMs": 12,
                     *           "kind": "page",
                     *           "label": "Pricing"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["ReplayDetail"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    deleteReplay: {
        parameters: {
            query?: never;
            header?: {
                /** @description The workspace this call works in. Without it: the workspace of the token or key, or the session's default one. */
                "X-Workspace-Id"?: components["parameters"]["WorkspaceId"];
            };
            path: {
                replayId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; there is nothing to say. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    getReplayChunk: {
        parameters: {
            query?: never;
            header?: {
                /** @description The workspace this call works in. Without it: the workspace of the token or key, or the session's default one. */
                "X-Workspace-Id"?: components["parameters"]["WorkspaceId"];
            };
            path: {
                replayId: string;
                seq: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The content itself. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/gzip": string;
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    queryReports: {
        parameters: {
            query?: never;
            header?: {
                /** @description The workspace this call works in. Without it: the workspace of the token or key, or the session's default one. */
                "X-Workspace-Id"?: components["parameters"]["WorkspaceId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "siteId": "0195a3f2-6b1c-7d4e-9a8b-88015b806488",
                 *       "range": {
                 *         "from": "2026-03-01",
                 *         "to": "2026-03-31"
                 *       },
                 *       "compare": "none",
                 *       "filters": [
                 *         {
                 *           "dimension": "page",
                 *           "op": "is",
                 *           "values": [
                 *             "Some text"
                 *           ]
                 *         }
                 *       ],
                 *       "reports": [
                 *         {
                 *           "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
                 *           "kind": "totals"
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["QueryReportsInput"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "site": {
                     *         "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
                     *         "timeZone": "Europe/Berlin"
                     *       },
                     *       "range": {
                     *         "from": "2026-03-01",
                     *         "to": "2026-03-31"
                     *       },
                     *       "compareRange": {
                     *         "from": "2026-03-01",
                     *         "to": "2026-03-31"
                     *       },
                     *       "results": {
                     *         "example": {
                     *           "visitors": 12,
                     *           "visits": 12,
                     *           "pageViews": 12,
                     *           "events": 12,
                     *           "bounces": 12,
                     *           "visibleMs": 12,
                     *           "identifiedVisitors": 12,
                     *           "kind": "totals",
                     *           "visitorsAreDailySums": true,
                     *           "previous": {
                     *             "visitors": 12,
                     *             "visits": 12,
                     *             "pageViews": 12,
                     *             "events": 12,
                     *             "bounces": 12,
                     *             "visibleMs": 12,
                     *             "identifiedVisitors": 12
                     *           }
                     *         }
                     *       },
                     *       "servedBy": {
                     *         "example": "rollup_days"
                     *       },
                     *       "approximate": {
                     *         "example": true
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["QueryReportsOutput"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    getReport: {
        parameters: {
            query: {
                siteId: string;
                from: string;
                to: string;
                compare?: "none" | "previous" | "year";
                filters?: string;
                interval?: components["schemas"]["SeriesInterval"];
                dimension?: components["schemas"]["ReportDimension"];
                /** @description How many a page. */
                limit?: number;
                offset?: number;
                search?: string;
                sort?: components["schemas"]["BreakdownSort"];
                event?: string;
                property?: string;
                funnelId?: string;
                weeks?: number;
                direction?: "next" | "previous";
                page?: string;
                depth?: number;
            };
            header?: {
                /** @description The workspace this call works in. Without it: the workspace of the token or key, or the session's default one. */
                "X-Workspace-Id"?: components["parameters"]["WorkspaceId"];
            };
            path: {
                kind: "totals" | "series" | "breakdown" | "event_properties" | "goals" | "funnel" | "retention" | "journeys";
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "site": {
                     *         "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
                     *         "timeZone": "Europe/Berlin"
                     *       },
                     *       "range": {
                     *         "from": "2026-03-01",
                     *         "to": "2026-03-31"
                     *       },
                     *       "compareRange": {
                     *         "from": "2026-03-01",
                     *         "to": "2026-03-31"
                     *       },
                     *       "result": {
                     *         "visitors": 12,
                     *         "visits": 12,
                     *         "pageViews": 12,
                     *         "events": 12,
                     *         "bounces": 12,
                     *         "visibleMs": 12,
                     *         "identifiedVisitors": 12,
                     *         "kind": "totals",
                     *         "visitorsAreDailySums": true,
                     *         "previous": {
                     *           "visitors": 12,
                     *           "visits": 12,
                     *           "pageViews": 12,
                     *           "events": 12,
                     *           "bounces": 12,
                     *           "visibleMs": 12,
                     *           "identifiedVisitors": 12
                     *         }
                     *       },
                     *       "servedBy": "rollup_days",
                     *       "approximate": true
                     *     }
                     */
                    "application/json": components["schemas"]["SingleReportOutput"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    listRequests: {
        parameters: {
            query?: {
                /** @description Where to go on: `nextCursor` of the page before. */
                cursor?: string;
                /** @description How many a page. */
                limit?: number;
                kind?: components["schemas"]["RequestKind"];
                status?: components["schemas"]["RequestStatus"];
                contactId?: string;
                /** @description Text to look for. */
                q?: string;
            };
            header?: {
                /** @description The workspace this call works in. Without it: the workspace of the token or key, or the session's default one. */
                "X-Workspace-Id"?: components["parameters"]["WorkspaceId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
                     *           "kind": "contact",
                     *           "status": "new",
                     *           "name": "Main website",
                     *           "email": "ada@example.com",
                     *           "company": "Example Ltd",
                     *           "phone": "+44 20 7946 0000",
                     *           "message": "We need a new website by spring.",
                     *           "scopeDetails": {
                     *             "services": [
                     *               "Web design"
                     *             ],
                     *             "budgetRange": "10,000 to 20,000",
                     *             "timeline": "Within three months",
                     *             "goals": "More requests from the website.",
                     *             "links": [
                     *               "https://www.example.com"
                     *             ],
                     *             "details": "Ten pages and a shop."
                     *           },
                     *           "contactId": "0195a3f2-6b1c-7d4e-9a8b-29468088e7f1",
                     *           "formId": "0195a3f2-6b1c-7d4e-9a8b-3b5e2c431343",
                     *           "visitId": "0195a3f2-6b1c-7d4e-9a8b-217a88a27ddb",
                     *           "source": "www.google.com",
                     *           "channel": "Organic search",
                     *           "createdAt": "2026-03-14T09:26:53.000Z"
                     *         }
                     *       ],
                     *       "nextCursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["RequestList"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    getRequest: {
        parameters: {
            query?: never;
            header?: {
                /** @description The workspace this call works in. Without it: the workspace of the token or key, or the session's default one. */
                "X-Workspace-Id"?: components["parameters"]["WorkspaceId"];
            };
            path: {
                requestId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
                     *       "kind": "contact",
                     *       "status": "new",
                     *       "name": "Main website",
                     *       "email": "ada@example.com",
                     *       "company": "Example Ltd",
                     *       "phone": "+44 20 7946 0000",
                     *       "message": "We need a new website by spring.",
                     *       "scopeDetails": {
                     *         "services": [
                     *           "Web design"
                     *         ],
                     *         "budgetRange": "10,000 to 20,000",
                     *         "timeline": "Within three months",
                     *         "goals": "More requests from the website.",
                     *         "links": [
                     *           "https://www.example.com"
                     *         ],
                     *         "details": "Ten pages and a shop."
                     *       },
                     *       "contactId": "0195a3f2-6b1c-7d4e-9a8b-29468088e7f1",
                     *       "formId": "0195a3f2-6b1c-7d4e-9a8b-3b5e2c431343",
                     *       "visitId": "0195a3f2-6b1c-7d4e-9a8b-217a88a27ddb",
                     *       "source": "www.google.com",
                     *       "channel": "Organic search",
                     *       "createdAt": "2026-03-14T09:26:53.000Z",
                     *       "form": {
                     *         "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
                     *         "name": "Main website"
                     *       },
                     *       "contact": {
                     *         "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
                     *         "email": "ada@example.com",
                     *         "name": "Main website",
                     *         "companyName": "Example Ltd",
                     *         "phone": "+44 20 7946 0000",
                     *         "createdAt": "2026-03-14T09:26:53.000Z",
                     *         "updatedAt": "2026-03-14T09:26:53.000Z"
                     *       },
                     *       "visit": {
                     *         "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
                     *         "siteId": "0195a3f2-6b1c-7d4e-9a8b-88015b806488",
                     *         "startedAt": "2026-03-14T09:26:53.000Z",
                     *         "entryPage": "/pricing",
                     *         "source": "www.google.com",
                     *         "channel": "Organic search",
                     *         "campaign": "spring",
                     *         "country": "DE",
                     *         "device": "desktop",
                     *         "browser": "Firefox",
                     *         "os": "Linux",
                     *         "pages": [
                     *           {
                     *             "path": "/pricing",
                     *             "at": "2026-03-14T09:26:53.000Z"
                     *           }
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["RequestDetail"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    updateRequest: {
        parameters: {
            query?: never;
            header?: {
                /** @description The workspace this call works in. Without it: the workspace of the token or key, or the session's default one. */
                "X-Workspace-Id"?: components["parameters"]["WorkspaceId"];
            };
            path: {
                requestId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "status": "new"
                 *     }
                 */
                "application/json": components["schemas"]["UpdateRequestInput"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
                     *       "kind": "contact",
                     *       "status": "new",
                     *       "name": "Main website",
                     *       "email": "ada@example.com",
                     *       "company": "Example Ltd",
                     *       "phone": "+44 20 7946 0000",
                     *       "message": "We need a new website by spring.",
                     *       "scopeDetails": {
                     *         "services": [
                     *           "Web design"
                     *         ],
                     *         "budgetRange": "10,000 to 20,000",
                     *         "timeline": "Within three months",
                     *         "goals": "More requests from the website.",
                     *         "links": [
                     *           "https://www.example.com"
                     *         ],
                     *         "details": "Ten pages and a shop."
                     *       },
                     *       "contactId": "0195a3f2-6b1c-7d4e-9a8b-29468088e7f1",
                     *       "formId": "0195a3f2-6b1c-7d4e-9a8b-3b5e2c431343",
                     *       "visitId": "0195a3f2-6b1c-7d4e-9a8b-217a88a27ddb",
                     *       "source": "www.google.com",
                     *       "channel": "Organic search",
                     *       "createdAt": "2026-03-14T09:26:53.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["RequestDto"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    getShare: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                token: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "siteId": "0195a3f2-6b1c-7d4e-9a8b-88015b806488",
                     *       "siteName": "Some text",
                     *       "domain": "www.example.com",
                     *       "timeZone": "Europe/Berlin",
                     *       "isLocked": true,
                     *       "expiresAt": "2026-03-14T09:26:53.000Z",
                     *       "firstEventAt": "2026-03-14T09:26:53.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["SharedSiteDto"];
                };
            };
            400: components["responses"]["Problem400"];
            404: components["responses"]["Problem404"];
            410: components["responses"]["Problem410"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    queryShare: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                token: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "range": {
                 *         "from": "2026-03-01",
                 *         "to": "2026-03-31"
                 *       },
                 *       "compare": "none",
                 *       "filters": [
                 *         {
                 *           "dimension": "page",
                 *           "op": "is",
                 *           "values": [
                 *             "Some text"
                 *           ]
                 *         }
                 *       ],
                 *       "reports": [
                 *         {
                 *           "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
                 *           "kind": "totals"
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["SharedQueryInput"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "site": {
                     *         "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
                     *         "timeZone": "Europe/Berlin"
                     *       },
                     *       "range": {
                     *         "from": "2026-03-01",
                     *         "to": "2026-03-31"
                     *       },
                     *       "compareRange": {
                     *         "from": "2026-03-01",
                     *         "to": "2026-03-31"
                     *       },
                     *       "results": {
                     *         "example": {
                     *           "visitors": 12,
                     *           "visits": 12,
                     *           "pageViews": 12,
                     *           "events": 12,
                     *           "bounces": 12,
                     *           "visibleMs": 12,
                     *           "identifiedVisitors": 12,
                     *           "kind": "totals",
                     *           "visitorsAreDailySums": true,
                     *           "previous": {
                     *             "visitors": 12,
                     *             "visits": 12,
                     *             "pageViews": 12,
                     *             "events": 12,
                     *             "bounces": 12,
                     *             "visibleMs": 12,
                     *             "identifiedVisitors": 12
                     *           }
                     *         }
                     *       },
                     *       "servedBy": {
                     *         "example": "rollup_days"
                     *       },
                     *       "approximate": {
                     *         "example": true
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["QueryReportsOutput"];
                };
            };
            400: components["responses"]["Problem400"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            410: components["responses"]["Problem410"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    unlockShare: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                token: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "password": "correct horse battery staple"
                 *     }
                 */
                "application/json": components["schemas"]["UnlockShareInput"];
            };
        };
        responses: {
            /** @description Done; there is nothing to say. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            410: components["responses"]["Problem410"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    listSites: {
        parameters: {
            query?: {
                /** @description Where to go on: `nextCursor` of the page before. */
                cursor?: string;
                /** @description How many a page. */
                limit?: number;
            };
            header?: {
                /** @description The workspace this call works in. Without it: the workspace of the token or key, or the session's default one. */
                "X-Workspace-Id"?: components["parameters"]["WorkspaceId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
                     *           "companyId": "0195a3f2-6b1c-7d4e-9a8b-c42a8445890f",
                     *           "name": "Main website",
                     *           "domain": "www.example.com",
                     *           "timeZone": "Europe/Berlin",
                     *           "allowedHosts": [
                     *             "shop.example.com"
                     *           ],
                     *           "siteKey": "h3Wn0b4TqX9sVd2LkP7c",
                     *           "snippet": "<script defer src=\"https://collect.example.com/t.js\" data-site=\"h3Wn0b4TqX9sVd2LkP7c\"></script>",
                     *           "consentMode": "cookieless",
                     *           "excludedPaths": [
                     *             "Some text"
                     *           ],
                     *           "excludedAddresses": [
                     *             "Some text"
                     *           ],
                     *           "retentionDays": 12,
                     *           "channelRules": [
                     *             {
                     *               "field": "source",
                     *               "op": "is",
                     *               "value": "/pricing",
                     *               "channel": "Organic search"
                     *             }
                     *           ],
                     *           "replayEnabled": true,
                     *           "replaySamplePct": 12,
                     *           "replayRetentionDays": 12,
                     *           "replayBlockSelector": "Some text",
                     *           "replayUnmaskSelector": "Some text",
                     *           "createdAt": "2026-03-14T09:26:53.000Z",
                     *           "firstEventAt": "2026-03-14T09:26:53.000Z",
                     *           "lastEventAt": "2026-03-14T09:26:53.000Z"
                     *         }
                     *       ],
                     *       "nextCursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["SiteList"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    createSite: {
        parameters: {
            query?: never;
            header?: {
                /** @description The workspace this call works in. Without it: the workspace of the token or key, or the session's default one. */
                "X-Workspace-Id"?: components["parameters"]["WorkspaceId"];
                /** @description 1 to 255 visible ASCII characters. The same key with the same body gets the first answer again, for 24 hours. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Main website",
                 *       "domain": "www.example.com",
                 *       "timeZone": "Europe/Berlin",
                 *       "allowedHosts": [
                 *         "shop.example.com"
                 *       ],
                 *       "companyId": "0195a3f2-6b1c-7d4e-9a8b-c42a8445890f"
                 *     }
                 */
                "application/json": components["schemas"]["CreateSiteInput"];
            };
        };
        responses: {
            /** @description Made. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
                     *       "companyId": "0195a3f2-6b1c-7d4e-9a8b-c42a8445890f",
                     *       "name": "Main website",
                     *       "domain": "www.example.com",
                     *       "timeZone": "Europe/Berlin",
                     *       "allowedHosts": [
                     *         "shop.example.com"
                     *       ],
                     *       "siteKey": "h3Wn0b4TqX9sVd2LkP7c",
                     *       "snippet": "<script defer src=\"https://collect.example.com/t.js\" data-site=\"h3Wn0b4TqX9sVd2LkP7c\"></script>",
                     *       "consentMode": "cookieless",
                     *       "excludedPaths": [
                     *         "Some text"
                     *       ],
                     *       "excludedAddresses": [
                     *         "Some text"
                     *       ],
                     *       "retentionDays": 12,
                     *       "channelRules": [
                     *         {
                     *           "field": "source",
                     *           "op": "is",
                     *           "value": "/pricing",
                     *           "channel": "Organic search"
                     *         }
                     *       ],
                     *       "replayEnabled": true,
                     *       "replaySamplePct": 12,
                     *       "replayRetentionDays": 12,
                     *       "replayBlockSelector": "Some text",
                     *       "replayUnmaskSelector": "Some text",
                     *       "createdAt": "2026-03-14T09:26:53.000Z",
                     *       "firstEventAt": "2026-03-14T09:26:53.000Z",
                     *       "lastEventAt": "2026-03-14T09:26:53.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["SiteDto"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    getSite: {
        parameters: {
            query?: never;
            header?: {
                /** @description The workspace this call works in. Without it: the workspace of the token or key, or the session's default one. */
                "X-Workspace-Id"?: components["parameters"]["WorkspaceId"];
            };
            path: {
                siteId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
                     *       "companyId": "0195a3f2-6b1c-7d4e-9a8b-c42a8445890f",
                     *       "name": "Main website",
                     *       "domain": "www.example.com",
                     *       "timeZone": "Europe/Berlin",
                     *       "allowedHosts": [
                     *         "shop.example.com"
                     *       ],
                     *       "siteKey": "h3Wn0b4TqX9sVd2LkP7c",
                     *       "snippet": "<script defer src=\"https://collect.example.com/t.js\" data-site=\"h3Wn0b4TqX9sVd2LkP7c\"></script>",
                     *       "consentMode": "cookieless",
                     *       "excludedPaths": [
                     *         "Some text"
                     *       ],
                     *       "excludedAddresses": [
                     *         "Some text"
                     *       ],
                     *       "retentionDays": 12,
                     *       "channelRules": [
                     *         {
                     *           "field": "source",
                     *           "op": "is",
                     *           "value": "/pricing",
                     *           "channel": "Organic search"
                     *         }
                     *       ],
                     *       "replayEnabled": true,
                     *       "replaySamplePct": 12,
                     *       "replayRetentionDays": 12,
                     *       "replayBlockSelector": "Some text",
                     *       "replayUnmaskSelector": "Some text",
                     *       "createdAt": "2026-03-14T09:26:53.000Z",
                     *       "firstEventAt": "2026-03-14T09:26:53.000Z",
                     *       "lastEventAt": "2026-03-14T09:26:53.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["SiteDto"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    deleteSite: {
        parameters: {
            query?: never;
            header?: {
                /** @description The workspace this call works in. Without it: the workspace of the token or key, or the session's default one. */
                "X-Workspace-Id"?: components["parameters"]["WorkspaceId"];
            };
            path: {
                siteId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; there is nothing to say. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    updateSite: {
        parameters: {
            query?: never;
            header?: {
                /** @description The workspace this call works in. Without it: the workspace of the token or key, or the session's default one. */
                "X-Workspace-Id"?: components["parameters"]["WorkspaceId"];
            };
            path: {
                siteId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Main website"
                 *     }
                 */
                "application/json": components["schemas"]["UpdateSiteInput"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
                     *       "companyId": "0195a3f2-6b1c-7d4e-9a8b-c42a8445890f",
                     *       "name": "Main website",
                     *       "domain": "www.example.com",
                     *       "timeZone": "Europe/Berlin",
                     *       "allowedHosts": [
                     *         "shop.example.com"
                     *       ],
                     *       "siteKey": "h3Wn0b4TqX9sVd2LkP7c",
                     *       "snippet": "<script defer src=\"https://collect.example.com/t.js\" data-site=\"h3Wn0b4TqX9sVd2LkP7c\"></script>",
                     *       "consentMode": "cookieless",
                     *       "excludedPaths": [
                     *         "Some text"
                     *       ],
                     *       "excludedAddresses": [
                     *         "Some text"
                     *       ],
                     *       "retentionDays": 12,
                     *       "channelRules": [
                     *         {
                     *           "field": "source",
                     *           "op": "is",
                     *           "value": "/pricing",
                     *           "channel": "Organic search"
                     *         }
                     *       ],
                     *       "replayEnabled": true,
                     *       "replaySamplePct": 12,
                     *       "replayRetentionDays": 12,
                     *       "replayBlockSelector": "Some text",
                     *       "replayUnmaskSelector": "Some text",
                     *       "createdAt": "2026-03-14T09:26:53.000Z",
                     *       "firstEventAt": "2026-03-14T09:26:53.000Z",
                     *       "lastEventAt": "2026-03-14T09:26:53.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["SiteDto"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    listSiteAnnotations: {
        parameters: {
            query?: {
                from?: string;
                to?: string;
            };
            header?: {
                /** @description The workspace this call works in. Without it: the workspace of the token or key, or the session's default one. */
                "X-Workspace-Id"?: components["parameters"]["WorkspaceId"];
            };
            path: {
                siteId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
                     *           "siteId": "0195a3f2-6b1c-7d4e-9a8b-88015b806488",
                     *           "day": "2026-03-14",
                     *           "text": "Some text",
                     *           "createdByUserId": "0195a3f2-6b1c-7d4e-9a8b-f3656abba472",
                     *           "createdAt": "2026-03-14T09:26:53.000Z"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["AnnotationList"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    createSiteAnnotation: {
        parameters: {
            query?: never;
            header?: {
                /** @description The workspace this call works in. Without it: the workspace of the token or key, or the session's default one. */
                "X-Workspace-Id"?: components["parameters"]["WorkspaceId"];
                /** @description 1 to 255 visible ASCII characters. The same key with the same body gets the first answer again, for 24 hours. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                siteId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "day": "2026-03-14",
                 *       "text": "Some text"
                 *     }
                 */
                "application/json": components["schemas"]["CreateAnnotationInput"];
            };
        };
        responses: {
            /** @description Made. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
                     *       "siteId": "0195a3f2-6b1c-7d4e-9a8b-88015b806488",
                     *       "day": "2026-03-14",
                     *       "text": "Some text",
                     *       "createdByUserId": "0195a3f2-6b1c-7d4e-9a8b-f3656abba472",
                     *       "createdAt": "2026-03-14T09:26:53.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["AnnotationDto"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    deleteSiteAnnotation: {
        parameters: {
            query?: never;
            header?: {
                /** @description The workspace this call works in. Without it: the workspace of the token or key, or the session's default one. */
                "X-Workspace-Id"?: components["parameters"]["WorkspaceId"];
            };
            path: {
                siteId: string;
                annotationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; there is nothing to say. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    updateSiteAnnotation: {
        parameters: {
            query?: never;
            header?: {
                /** @description The workspace this call works in. Without it: the workspace of the token or key, or the session's default one. */
                "X-Workspace-Id"?: components["parameters"]["WorkspaceId"];
            };
            path: {
                siteId: string;
                annotationId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "day": "2026-03-14",
                 *       "text": "Some text"
                 *     }
                 */
                "application/json": components["schemas"]["UpdateAnnotationInput"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
                     *       "siteId": "0195a3f2-6b1c-7d4e-9a8b-88015b806488",
                     *       "day": "2026-03-14",
                     *       "text": "Some text",
                     *       "createdByUserId": "0195a3f2-6b1c-7d4e-9a8b-f3656abba472",
                     *       "createdAt": "2026-03-14T09:26:53.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["AnnotationDto"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    listSiteDigests: {
        parameters: {
            query?: never;
            header?: {
                /** @description The workspace this call works in. Without it: the workspace of the token or key, or the session's default one. */
                "X-Workspace-Id"?: components["parameters"]["WorkspaceId"];
            };
            path: {
                siteId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
                     *           "siteId": "0195a3f2-6b1c-7d4e-9a8b-88015b806488",
                     *           "frequency": "daily",
                     *           "recipients": [
                     *             "Some text"
                     *           ],
                     *           "isActive": true,
                     *           "nextSendAt": "2026-03-14T09:26:53.000Z",
                     *           "lastSentAt": "2026-03-14T09:26:53.000Z",
                     *           "createdAt": "2026-03-14T09:26:53.000Z"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["DigestList"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    createSiteDigest: {
        parameters: {
            query?: never;
            header?: {
                /** @description The workspace this call works in. Without it: the workspace of the token or key, or the session's default one. */
                "X-Workspace-Id"?: components["parameters"]["WorkspaceId"];
                /** @description 1 to 255 visible ASCII characters. The same key with the same body gets the first answer again, for 24 hours. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                siteId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "frequency": "daily",
                 *       "recipients": [
                 *         "ada@example.com"
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["CreateDigestInput"];
            };
        };
        responses: {
            /** @description Made. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
                     *       "siteId": "0195a3f2-6b1c-7d4e-9a8b-88015b806488",
                     *       "frequency": "daily",
                     *       "recipients": [
                     *         "Some text"
                     *       ],
                     *       "isActive": true,
                     *       "nextSendAt": "2026-03-14T09:26:53.000Z",
                     *       "lastSentAt": "2026-03-14T09:26:53.000Z",
                     *       "createdAt": "2026-03-14T09:26:53.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["DigestDto"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    deleteSiteDigest: {
        parameters: {
            query?: never;
            header?: {
                /** @description The workspace this call works in. Without it: the workspace of the token or key, or the session's default one. */
                "X-Workspace-Id"?: components["parameters"]["WorkspaceId"];
            };
            path: {
                siteId: string;
                digestId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; there is nothing to say. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    updateSiteDigest: {
        parameters: {
            query?: never;
            header?: {
                /** @description The workspace this call works in. Without it: the workspace of the token or key, or the session's default one. */
                "X-Workspace-Id"?: components["parameters"]["WorkspaceId"];
            };
            path: {
                siteId: string;
                digestId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "frequency": "daily",
                 *       "recipients": [
                 *         "ada@example.com"
                 *       ],
                 *       "isActive": true
                 *     }
                 */
                "application/json": components["schemas"]["UpdateDigestInput"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
                     *       "siteId": "0195a3f2-6b1c-7d4e-9a8b-88015b806488",
                     *       "frequency": "daily",
                     *       "recipients": [
                     *         "Some text"
                     *       ],
                     *       "isActive": true,
                     *       "nextSendAt": "2026-03-14T09:26:53.000Z",
                     *       "lastSentAt": "2026-03-14T09:26:53.000Z",
                     *       "createdAt": "2026-03-14T09:26:53.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["DigestDto"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    listSiteDrops: {
        parameters: {
            query?: {
                /** @description How many days, today included. */
                days?: number;
            };
            header?: {
                /** @description The workspace this call works in. Without it: the workspace of the token or key, or the session's default one. */
                "X-Workspace-Id"?: components["parameters"]["WorkspaceId"];
            };
            path: {
                siteId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "range": {
                     *         "from": "2026-03-01",
                     *         "to": "2026-03-31"
                     *       },
                     *       "total": 12,
                     *       "items": [
                     *         {
                     *           "reason": "bad_json",
                     *           "explanation": "The event came from a program that says it is one.",
                     *           "count": 12,
                     *           "lastDay": "2026-03-14"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["DropsDto"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    listSiteErasures: {
        parameters: {
            query?: {
                /** @description Where to go on: `nextCursor` of the page before. */
                cursor?: string;
                /** @description How many a page. */
                limit?: number;
            };
            header?: {
                /** @description The workspace this call works in. Without it: the workspace of the token or key, or the session's default one. */
                "X-Workspace-Id"?: components["parameters"]["WorkspaceId"];
            };
            path: {
                siteId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
                     *           "siteId": "0195a3f2-6b1c-7d4e-9a8b-88015b806488",
                     *           "subject": "visitor",
                     *           "subjectHash": "Some text",
                     *           "status": "queued",
                     *           "receipt": {
                     *             "events": 12,
                     *             "visits": 12,
                     *             "visitors": 12,
                     *             "recordings": 12,
                     *             "requestsUnlinked": 12,
                     *             "startedAt": "2026-03-14T09:26:53.000Z",
                     *             "finishedAt": "2026-03-14T09:26:53.000Z"
                     *           },
                     *           "lastError": "Some text",
                     *           "createdAt": "2026-03-14T09:26:53.000Z",
                     *           "doneAt": "2026-03-14T09:26:53.000Z"
                     *         }
                     *       ],
                     *       "nextCursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["ErasureList"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    erasuresSite: {
        parameters: {
            query?: never;
            header?: {
                /** @description The workspace this call works in. Without it: the workspace of the token or key, or the session's default one. */
                "X-Workspace-Id"?: components["parameters"]["WorkspaceId"];
            };
            path: {
                siteId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "visitId": "0195a3f2-6b1c-7d4e-9a8b-217a88a27ddb"
                 *     }
                 */
                "application/json": components["schemas"]["RequestErasureInput"];
            };
        };
        responses: {
            /** @description Accepted; it is done in the background. */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
                     *       "siteId": "0195a3f2-6b1c-7d4e-9a8b-88015b806488",
                     *       "subject": "visitor",
                     *       "subjectHash": "Some text",
                     *       "status": "queued",
                     *       "receipt": {
                     *         "events": 12,
                     *         "visits": 12,
                     *         "visitors": 12,
                     *         "recordings": 12,
                     *         "requestsUnlinked": 12,
                     *         "startedAt": "2026-03-14T09:26:53.000Z",
                     *         "finishedAt": "2026-03-14T09:26:53.000Z"
                     *       },
                     *       "lastError": "Some text",
                     *       "createdAt": "2026-03-14T09:26:53.000Z",
                     *       "doneAt": "2026-03-14T09:26:53.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["ErasureDto"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    getSiteErasure: {
        parameters: {
            query?: never;
            header?: {
                /** @description The workspace this call works in. Without it: the workspace of the token or key, or the session's default one. */
                "X-Workspace-Id"?: components["parameters"]["WorkspaceId"];
            };
            path: {
                siteId: string;
                erasureId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
                     *       "siteId": "0195a3f2-6b1c-7d4e-9a8b-88015b806488",
                     *       "subject": "visitor",
                     *       "subjectHash": "Some text",
                     *       "status": "queued",
                     *       "receipt": {
                     *         "events": 12,
                     *         "visits": 12,
                     *         "visitors": 12,
                     *         "recordings": 12,
                     *         "requestsUnlinked": 12,
                     *         "startedAt": "2026-03-14T09:26:53.000Z",
                     *         "finishedAt": "2026-03-14T09:26:53.000Z"
                     *       },
                     *       "lastError": "Some text",
                     *       "createdAt": "2026-03-14T09:26:53.000Z",
                     *       "doneAt": "2026-03-14T09:26:53.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["ErasureDto"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    getSiteErasureReceipt: {
        parameters: {
            query?: never;
            header?: {
                /** @description The workspace this call works in. Without it: the workspace of the token or key, or the session's default one. */
                "X-Workspace-Id"?: components["parameters"]["WorkspaceId"];
            };
            path: {
                siteId: string;
                erasureId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
                     *       "siteId": "0195a3f2-6b1c-7d4e-9a8b-88015b806488",
                     *       "subject": "visitor",
                     *       "subjectHash": "Some text",
                     *       "status": "queued",
                     *       "receipt": {
                     *         "events": 12,
                     *         "visits": 12,
                     *         "visitors": 12,
                     *         "recordings": 12,
                     *         "requestsUnlinked": 12,
                     *         "startedAt": "2026-03-14T09:26:53.000Z",
                     *         "finishedAt": "2026-03-14T09:26:53.000Z"
                     *       },
                     *       "lastError": "Some text",
                     *       "createdAt": "2026-03-14T09:26:53.000Z",
                     *       "doneAt": "2026-03-14T09:26:53.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["ErasureDto"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    excludeMeSite: {
        parameters: {
            query?: never;
            header?: {
                /** @description The workspace this call works in. Without it: the workspace of the token or key, or the session's default one. */
                "X-Workspace-Id"?: components["parameters"]["WorkspaceId"];
            };
            path: {
                siteId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
                     *       "companyId": "0195a3f2-6b1c-7d4e-9a8b-c42a8445890f",
                     *       "name": "Main website",
                     *       "domain": "www.example.com",
                     *       "timeZone": "Europe/Berlin",
                     *       "allowedHosts": [
                     *         "shop.example.com"
                     *       ],
                     *       "siteKey": "h3Wn0b4TqX9sVd2LkP7c",
                     *       "snippet": "<script defer src=\"https://collect.example.com/t.js\" data-site=\"h3Wn0b4TqX9sVd2LkP7c\"></script>",
                     *       "consentMode": "cookieless",
                     *       "excludedPaths": [
                     *         "Some text"
                     *       ],
                     *       "excludedAddresses": [
                     *         "Some text"
                     *       ],
                     *       "retentionDays": 12,
                     *       "channelRules": [
                     *         {
                     *           "field": "source",
                     *           "op": "is",
                     *           "value": "/pricing",
                     *           "channel": "Organic search"
                     *         }
                     *       ],
                     *       "replayEnabled": true,
                     *       "replaySamplePct": 12,
                     *       "replayRetentionDays": 12,
                     *       "replayBlockSelector": "Some text",
                     *       "replayUnmaskSelector": "Some text",
                     *       "createdAt": "2026-03-14T09:26:53.000Z",
                     *       "firstEventAt": "2026-03-14T09:26:53.000Z",
                     *       "lastEventAt": "2026-03-14T09:26:53.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["SiteDto"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    getSiteExport: {
        parameters: {
            query?: {
                what?: components["schemas"]["ExportWhat"];
                format?: components["schemas"]["ExportFormat"];
                from?: string;
                to?: string;
            };
            header?: {
                /** @description The workspace this call works in. Without it: the workspace of the token or key, or the session's default one. */
                "X-Workspace-Id"?: components["parameters"]["WorkspaceId"];
            };
            path: {
                siteId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The content itself. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    listSiteFunnels: {
        parameters: {
            query?: never;
            header?: {
                /** @description The workspace this call works in. Without it: the workspace of the token or key, or the session's default one. */
                "X-Workspace-Id"?: components["parameters"]["WorkspaceId"];
            };
            path: {
                siteId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
                     *           "siteId": "0195a3f2-6b1c-7d4e-9a8b-88015b806488",
                     *           "name": "Main website",
                     *           "steps": [
                     *             {
                     *               "kind": "page",
                     *               "pattern": "Some text",
                     *               "name": "Main website"
                     *             }
                     *           ],
                     *           "windowMinutes": 12,
                     *           "createdAt": "2026-03-14T09:26:53.000Z"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["FunnelList"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    createSiteFunnel: {
        parameters: {
            query?: never;
            header?: {
                /** @description The workspace this call works in. Without it: the workspace of the token or key, or the session's default one. */
                "X-Workspace-Id"?: components["parameters"]["WorkspaceId"];
                /** @description 1 to 255 visible ASCII characters. The same key with the same body gets the first answer again, for 24 hours. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                siteId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "From prices to sign-up",
                 *       "steps": [
                 *         {
                 *           "kind": "page",
                 *           "pattern": "/pricing*"
                 *         },
                 *         {
                 *           "kind": "event",
                 *           "pattern": "Signed up"
                 *         }
                 *       ],
                 *       "windowMinutes": 1440
                 *     }
                 */
                "application/json": components["schemas"]["CreateFunnelInput"];
            };
        };
        responses: {
            /** @description Made. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
                     *       "siteId": "0195a3f2-6b1c-7d4e-9a8b-88015b806488",
                     *       "name": "Main website",
                     *       "steps": [
                     *         {
                     *           "kind": "page",
                     *           "pattern": "Some text",
                     *           "name": "Main website"
                     *         }
                     *       ],
                     *       "windowMinutes": 12,
                     *       "createdAt": "2026-03-14T09:26:53.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["FunnelDto"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    deleteSiteFunnel: {
        parameters: {
            query?: never;
            header?: {
                /** @description The workspace this call works in. Without it: the workspace of the token or key, or the session's default one. */
                "X-Workspace-Id"?: components["parameters"]["WorkspaceId"];
            };
            path: {
                siteId: string;
                funnelId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; there is nothing to say. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    updateSiteFunnel: {
        parameters: {
            query?: never;
            header?: {
                /** @description The workspace this call works in. Without it: the workspace of the token or key, or the session's default one. */
                "X-Workspace-Id"?: components["parameters"]["WorkspaceId"];
            };
            path: {
                siteId: string;
                funnelId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Main website"
                 *     }
                 */
                "application/json": components["schemas"]["UpdateFunnelInput"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
                     *       "siteId": "0195a3f2-6b1c-7d4e-9a8b-88015b806488",
                     *       "name": "Main website",
                     *       "steps": [
                     *         {
                     *           "kind": "page",
                     *           "pattern": "Some text",
                     *           "name": "Main website"
                     *         }
                     *       ],
                     *       "windowMinutes": 12,
                     *       "createdAt": "2026-03-14T09:26:53.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["FunnelDto"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    listSiteGoals: {
        parameters: {
            query?: never;
            header?: {
                /** @description The workspace this call works in. Without it: the workspace of the token or key, or the session's default one. */
                "X-Workspace-Id"?: components["parameters"]["WorkspaceId"];
            };
            path: {
                siteId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
                     *           "siteId": "0195a3f2-6b1c-7d4e-9a8b-88015b806488",
                     *           "name": "Main website",
                     *           "kind": "page",
                     *           "pattern": "Some text",
                     *           "valueCents": 12,
                     *           "currency": "Some text",
                     *           "valueProperty": "Some text",
                     *           "createdAt": "2026-03-14T09:26:53.000Z",
                     *           "archivedAt": "2026-03-14T09:26:53.000Z"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["GoalList"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    createSiteGoal: {
        parameters: {
            query?: never;
            header?: {
                /** @description The workspace this call works in. Without it: the workspace of the token or key, or the session's default one. */
                "X-Workspace-Id"?: components["parameters"]["WorkspaceId"];
                /** @description 1 to 255 visible ASCII characters. The same key with the same body gets the first answer again, for 24 hours. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                siteId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Main website",
                 *       "kind": "page",
                 *       "pattern": "Some text"
                 *     }
                 */
                "application/json": components["schemas"]["CreateGoalInput"];
            };
        };
        responses: {
            /** @description Made. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
                     *       "siteId": "0195a3f2-6b1c-7d4e-9a8b-88015b806488",
                     *       "name": "Main website",
                     *       "kind": "page",
                     *       "pattern": "Some text",
                     *       "valueCents": 12,
                     *       "currency": "Some text",
                     *       "valueProperty": "Some text",
                     *       "createdAt": "2026-03-14T09:26:53.000Z",
                     *       "archivedAt": "2026-03-14T09:26:53.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["GoalDto"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    deleteSiteGoal: {
        parameters: {
            query?: never;
            header?: {
                /** @description The workspace this call works in. Without it: the workspace of the token or key, or the session's default one. */
                "X-Workspace-Id"?: components["parameters"]["WorkspaceId"];
            };
            path: {
                siteId: string;
                goalId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; there is nothing to say. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    updateSiteGoal: {
        parameters: {
            query?: never;
            header?: {
                /** @description The workspace this call works in. Without it: the workspace of the token or key, or the session's default one. */
                "X-Workspace-Id"?: components["parameters"]["WorkspaceId"];
            };
            path: {
                siteId: string;
                goalId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Main website"
                 *     }
                 */
                "application/json": components["schemas"]["UpdateGoalInput"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
                     *       "siteId": "0195a3f2-6b1c-7d4e-9a8b-88015b806488",
                     *       "name": "Main website",
                     *       "kind": "page",
                     *       "pattern": "Some text",
                     *       "valueCents": 12,
                     *       "currency": "Some text",
                     *       "valueProperty": "Some text",
                     *       "createdAt": "2026-03-14T09:26:53.000Z",
                     *       "archivedAt": "2026-03-14T09:26:53.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["GoalDto"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    listSiteImports: {
        parameters: {
            query?: {
                /** @description Where to go on: `nextCursor` of the page before. */
                cursor?: string;
                /** @description How many a page. */
                limit?: number;
            };
            header?: {
                /** @description The workspace this call works in. Without it: the workspace of the token or key, or the session's default one. */
                "X-Workspace-Id"?: components["parameters"]["WorkspaceId"];
            };
            path: {
                siteId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
                     *           "siteId": "0195a3f2-6b1c-7d4e-9a8b-88015b806488",
                     *           "source": "plausible",
                     *           "status": "uploading",
                     *           "fileNames": [
                     *             "Some text"
                     *           ],
                     *           "fromDay": "2026-03-14",
                     *           "toDay": "2026-03-14",
                     *           "preview": {
                     *             "totals": {
                     *               "visitors": 12,
                     *               "visits": 12,
                     *               "pageViews": 12,
                     *               "events": 12
                     *             },
                     *             "days": 12,
                     *             "rows": {
                     *               "example": 12
                     *             },
                     *             "overlapDays": [
                     *               "2026-03-14"
                     *             ],
                     *             "overlapDaysTotal": 12,
                     *             "unreadable": {
                     *               "lines": 12,
                     *               "examples": [
                     *                 {
                     *                   "file": "Some text",
                     *                   "line": 12,
                     *                   "reason": "Some text"
                     *                 }
                     *               ]
                     *             },
                     *             "notes": [
                     *               "Some text"
                     *             ]
                     *           },
                     *           "progress": {
                     *             "done": 12,
                     *             "total": 12
                     *           },
                     *           "skippedDays": 12,
                     *           "lastError": "Some text",
                     *           "createdAt": "2026-03-14T09:26:53.000Z",
                     *           "appliedAt": "2026-03-14T09:26:53.000Z",
                     *           "undoneAt": "2026-03-14T09:26:53.000Z"
                     *         }
                     *       ],
                     *       "nextCursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["SiteImportList"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    createSiteImport: {
        parameters: {
            query?: never;
            header?: {
                /** @description The workspace this call works in. Without it: the workspace of the token or key, or the session's default one. */
                "X-Workspace-Id"?: components["parameters"]["WorkspaceId"];
                /** @description 1 to 255 visible ASCII characters. The same key with the same body gets the first answer again, for 24 hours. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                siteId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "source": "plausible"
                 *     }
                 */
                "application/json": components["schemas"]["CreateImportInput"];
            };
        };
        responses: {
            /** @description Made. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
                     *       "siteId": "0195a3f2-6b1c-7d4e-9a8b-88015b806488",
                     *       "source": "plausible",
                     *       "status": "uploading",
                     *       "fileNames": [
                     *         "Some text"
                     *       ],
                     *       "fromDay": "2026-03-14",
                     *       "toDay": "2026-03-14",
                     *       "preview": {
                     *         "totals": {
                     *           "visitors": 12,
                     *           "visits": 12,
                     *           "pageViews": 12,
                     *           "events": 12
                     *         },
                     *         "days": 12,
                     *         "rows": {
                     *           "example": 12
                     *         },
                     *         "overlapDays": [
                     *           "2026-03-14"
                     *         ],
                     *         "overlapDaysTotal": 12,
                     *         "unreadable": {
                     *           "lines": 12,
                     *           "examples": [
                     *             {
                     *               "file": "Some text",
                     *               "line": 12,
                     *               "reason": "Some text"
                     *             }
                     *           ]
                     *         },
                     *         "notes": [
                     *           "Some text"
                     *         ]
                     *       },
                     *       "progress": {
                     *         "done": 12,
                     *         "total": 12
                     *       },
                     *       "skippedDays": 12,
                     *       "lastError": "Some text",
                     *       "createdAt": "2026-03-14T09:26:53.000Z",
                     *       "appliedAt": "2026-03-14T09:26:53.000Z",
                     *       "undoneAt": "2026-03-14T09:26:53.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["SiteImportDto"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    getSiteImport: {
        parameters: {
            query?: never;
            header?: {
                /** @description The workspace this call works in. Without it: the workspace of the token or key, or the session's default one. */
                "X-Workspace-Id"?: components["parameters"]["WorkspaceId"];
            };
            path: {
                siteId: string;
                importId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
                     *       "siteId": "0195a3f2-6b1c-7d4e-9a8b-88015b806488",
                     *       "source": "plausible",
                     *       "status": "uploading",
                     *       "fileNames": [
                     *         "Some text"
                     *       ],
                     *       "fromDay": "2026-03-14",
                     *       "toDay": "2026-03-14",
                     *       "preview": {
                     *         "totals": {
                     *           "visitors": 12,
                     *           "visits": 12,
                     *           "pageViews": 12,
                     *           "events": 12
                     *         },
                     *         "days": 12,
                     *         "rows": {
                     *           "example": 12
                     *         },
                     *         "overlapDays": [
                     *           "2026-03-14"
                     *         ],
                     *         "overlapDaysTotal": 12,
                     *         "unreadable": {
                     *           "lines": 12,
                     *           "examples": [
                     *             {
                     *               "file": "Some text",
                     *               "line": 12,
                     *               "reason": "Some text"
                     *             }
                     *           ]
                     *         },
                     *         "notes": [
                     *           "Some text"
                     *         ]
                     *       },
                     *       "progress": {
                     *         "done": 12,
                     *         "total": 12
                     *       },
                     *       "skippedDays": 12,
                     *       "lastError": "Some text",
                     *       "createdAt": "2026-03-14T09:26:53.000Z",
                     *       "appliedAt": "2026-03-14T09:26:53.000Z",
                     *       "undoneAt": "2026-03-14T09:26:53.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["SiteImportDto"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    deleteSiteImport: {
        parameters: {
            query?: never;
            header?: {
                /** @description The workspace this call works in. Without it: the workspace of the token or key, or the session's default one. */
                "X-Workspace-Id"?: components["parameters"]["WorkspaceId"];
            };
            path: {
                siteId: string;
                importId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; there is nothing to say. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    applySiteImport: {
        parameters: {
            query?: never;
            header?: {
                /** @description The workspace this call works in. Without it: the workspace of the token or key, or the session's default one. */
                "X-Workspace-Id"?: components["parameters"]["WorkspaceId"];
            };
            path: {
                siteId: string;
                importId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "overlap": "skip"
                 *     }
                 */
                "application/json": components["schemas"]["ApplyImportInput"];
            };
        };
        responses: {
            /** @description Accepted; it is done in the background. */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
                     *       "siteId": "0195a3f2-6b1c-7d4e-9a8b-88015b806488",
                     *       "source": "plausible",
                     *       "status": "uploading",
                     *       "fileNames": [
                     *         "Some text"
                     *       ],
                     *       "fromDay": "2026-03-14",
                     *       "toDay": "2026-03-14",
                     *       "preview": {
                     *         "totals": {
                     *           "visitors": 12,
                     *           "visits": 12,
                     *           "pageViews": 12,
                     *           "events": 12
                     *         },
                     *         "days": 12,
                     *         "rows": {
                     *           "example": 12
                     *         },
                     *         "overlapDays": [
                     *           "2026-03-14"
                     *         ],
                     *         "overlapDaysTotal": 12,
                     *         "unreadable": {
                     *           "lines": 12,
                     *           "examples": [
                     *             {
                     *               "file": "Some text",
                     *               "line": 12,
                     *               "reason": "Some text"
                     *             }
                     *           ]
                     *         },
                     *         "notes": [
                     *           "Some text"
                     *         ]
                     *       },
                     *       "progress": {
                     *         "done": 12,
                     *         "total": 12
                     *       },
                     *       "skippedDays": 12,
                     *       "lastError": "Some text",
                     *       "createdAt": "2026-03-14T09:26:53.000Z",
                     *       "appliedAt": "2026-03-14T09:26:53.000Z",
                     *       "undoneAt": "2026-03-14T09:26:53.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["SiteImportDto"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    setSiteImportFile: {
        parameters: {
            query?: never;
            header?: {
                /** @description The workspace this call works in. Without it: the workspace of the token or key, or the session's default one. */
                "X-Workspace-Id"?: components["parameters"]["WorkspaceId"];
            };
            path: {
                siteId: string;
                importId: string;
                fileName: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/octet-stream": string;
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
                     *       "siteId": "0195a3f2-6b1c-7d4e-9a8b-88015b806488",
                     *       "source": "plausible",
                     *       "status": "uploading",
                     *       "fileNames": [
                     *         "Some text"
                     *       ],
                     *       "fromDay": "2026-03-14",
                     *       "toDay": "2026-03-14",
                     *       "preview": {
                     *         "totals": {
                     *           "visitors": 12,
                     *           "visits": 12,
                     *           "pageViews": 12,
                     *           "events": 12
                     *         },
                     *         "days": 12,
                     *         "rows": {
                     *           "example": 12
                     *         },
                     *         "overlapDays": [
                     *           "2026-03-14"
                     *         ],
                     *         "overlapDaysTotal": 12,
                     *         "unreadable": {
                     *           "lines": 12,
                     *           "examples": [
                     *             {
                     *               "file": "Some text",
                     *               "line": 12,
                     *               "reason": "Some text"
                     *             }
                     *           ]
                     *         },
                     *         "notes": [
                     *           "Some text"
                     *         ]
                     *       },
                     *       "progress": {
                     *         "done": 12,
                     *         "total": 12
                     *       },
                     *       "skippedDays": 12,
                     *       "lastError": "Some text",
                     *       "createdAt": "2026-03-14T09:26:53.000Z",
                     *       "appliedAt": "2026-03-14T09:26:53.000Z",
                     *       "undoneAt": "2026-03-14T09:26:53.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["SiteImportDto"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    readSiteImport: {
        parameters: {
            query?: never;
            header?: {
                /** @description The workspace this call works in. Without it: the workspace of the token or key, or the session's default one. */
                "X-Workspace-Id"?: components["parameters"]["WorkspaceId"];
            };
            path: {
                siteId: string;
                importId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Accepted; it is done in the background. */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
                     *       "siteId": "0195a3f2-6b1c-7d4e-9a8b-88015b806488",
                     *       "source": "plausible",
                     *       "status": "uploading",
                     *       "fileNames": [
                     *         "Some text"
                     *       ],
                     *       "fromDay": "2026-03-14",
                     *       "toDay": "2026-03-14",
                     *       "preview": {
                     *         "totals": {
                     *           "visitors": 12,
                     *           "visits": 12,
                     *           "pageViews": 12,
                     *           "events": 12
                     *         },
                     *         "days": 12,
                     *         "rows": {
                     *           "example": 12
                     *         },
                     *         "overlapDays": [
                     *           "2026-03-14"
                     *         ],
                     *         "overlapDaysTotal": 12,
                     *         "unreadable": {
                     *           "lines": 12,
                     *           "examples": [
                     *             {
                     *               "file": "Some text",
                     *               "line": 12,
                     *               "reason": "Some text"
                     *             }
                     *           ]
                     *         },
                     *         "notes": [
                     *           "Some text"
                     *         ]
                     *       },
                     *       "progress": {
                     *         "done": 12,
                     *         "total": 12
                     *       },
                     *       "skippedDays": 12,
                     *       "lastError": "Some text",
                     *       "createdAt": "2026-03-14T09:26:53.000Z",
                     *       "appliedAt": "2026-03-14T09:26:53.000Z",
                     *       "undoneAt": "2026-03-14T09:26:53.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["SiteImportDto"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    undoSiteImport: {
        parameters: {
            query?: never;
            header?: {
                /** @description The workspace this call works in. Without it: the workspace of the token or key, or the session's default one. */
                "X-Workspace-Id"?: components["parameters"]["WorkspaceId"];
            };
            path: {
                siteId: string;
                importId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Accepted; it is done in the background. */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
                     *       "siteId": "0195a3f2-6b1c-7d4e-9a8b-88015b806488",
                     *       "source": "plausible",
                     *       "status": "uploading",
                     *       "fileNames": [
                     *         "Some text"
                     *       ],
                     *       "fromDay": "2026-03-14",
                     *       "toDay": "2026-03-14",
                     *       "preview": {
                     *         "totals": {
                     *           "visitors": 12,
                     *           "visits": 12,
                     *           "pageViews": 12,
                     *           "events": 12
                     *         },
                     *         "days": 12,
                     *         "rows": {
                     *           "example": 12
                     *         },
                     *         "overlapDays": [
                     *           "2026-03-14"
                     *         ],
                     *         "overlapDaysTotal": 12,
                     *         "unreadable": {
                     *           "lines": 12,
                     *           "examples": [
                     *             {
                     *               "file": "Some text",
                     *               "line": 12,
                     *               "reason": "Some text"
                     *             }
                     *           ]
                     *         },
                     *         "notes": [
                     *           "Some text"
                     *         ]
                     *       },
                     *       "progress": {
                     *         "done": 12,
                     *         "total": 12
                     *       },
                     *       "skippedDays": 12,
                     *       "lastError": "Some text",
                     *       "createdAt": "2026-03-14T09:26:53.000Z",
                     *       "appliedAt": "2026-03-14T09:26:53.000Z",
                     *       "undoneAt": "2026-03-14T09:26:53.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["SiteImportDto"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    getSiteLive: {
        parameters: {
            query?: never;
            header?: {
                /** @description The workspace this call works in. Without it: the workspace of the token or key, or the session's default one. */
                "X-Workspace-Id"?: components["parameters"]["WorkspaceId"];
            };
            path: {
                siteId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "at": "2026-03-14T09:26:53.000Z",
                     *       "visitorsNow": 12,
                     *       "visitorsHalfHour": 12,
                     *       "pageViewsHalfHour": 12,
                     *       "minutes": [
                     *         {
                     *           "at": "2026-03-14T09:26:53.000Z",
                     *           "visitors": 12,
                     *           "pageViews": 12,
                     *           "events": 12
                     *         }
                     *       ],
                     *       "pages": [
                     *         {
                     *           "value": "/pricing",
                     *           "label": "Pricing",
                     *           "visitors": 12
                     *         }
                     *       ],
                     *       "sources": [
                     *         {
                     *           "value": "/pricing",
                     *           "label": "Pricing",
                     *           "visitors": 12
                     *         }
                     *       ],
                     *       "countries": [
                     *         {
                     *           "value": "/pricing",
                     *           "label": "Pricing",
                     *           "visitors": 12
                     *         }
                     *       ],
                     *       "devices": [
                     *         {
                     *           "value": "/pricing",
                     *           "label": "Pricing",
                     *           "visitors": 12
                     *         }
                     *       ],
                     *       "lastEvents": [
                     *         {
                     *           "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
                     *           "at": "2026-03-14T09:26:53.000Z",
                     *           "kind": "page",
                     *           "page": "Some text",
                     *           "event": "Some text",
                     *           "source": "www.google.com",
                     *           "country": "DE",
                     *           "city": "Berlin",
                     *           "device": "desktop",
                     *           "browser": "Firefox"
                     *         }
                     *       ],
                     *       "approximate": true
                     *     }
                     */
                    "application/json": components["schemas"]["LiveDto"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    listSiteRebuilds: {
        parameters: {
            query?: never;
            header?: {
                /** @description The workspace this call works in. Without it: the workspace of the token or key, or the session's default one. */
                "X-Workspace-Id"?: components["parameters"]["WorkspaceId"];
            };
            path: {
                siteId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
                     *           "siteId": "0195a3f2-6b1c-7d4e-9a8b-88015b806488",
                     *           "day": "2026-03-14",
                     *           "status": "queued",
                     *           "visitsDone": 12,
                     *           "createdAt": "2026-03-14T09:26:53.000Z",
                     *           "doneAt": "2026-03-14T09:26:53.000Z",
                     *           "lastError": "Some text"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["RebuildList"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    createSiteRebuild: {
        parameters: {
            query?: never;
            header?: {
                /** @description The workspace this call works in. Without it: the workspace of the token or key, or the session's default one. */
                "X-Workspace-Id"?: components["parameters"]["WorkspaceId"];
                /** @description 1 to 255 visible ASCII characters. The same key with the same body gets the first answer again, for 24 hours. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                siteId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "day": "2026-03-14"
                 *     }
                 */
                "application/json": components["schemas"]["RequestRebuildInput"];
            };
        };
        responses: {
            /** @description Made. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
                     *       "siteId": "0195a3f2-6b1c-7d4e-9a8b-88015b806488",
                     *       "day": "2026-03-14",
                     *       "status": "queued",
                     *       "visitsDone": 12,
                     *       "createdAt": "2026-03-14T09:26:53.000Z",
                     *       "doneAt": "2026-03-14T09:26:53.000Z",
                     *       "lastError": "Some text"
                     *     }
                     */
                    "application/json": components["schemas"]["RebuildDto"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    getSiteSelfTest: {
        parameters: {
            query?: {
                page?: string;
            };
            header?: {
                /** @description The workspace this call works in. Without it: the workspace of the token or key, or the session's default one. */
                "X-Workspace-Id"?: components["parameters"]["WorkspaceId"];
            };
            path: {
                siteId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "summary": "Some text",
                     *       "browser": "Firefox",
                     *       "os": "Linux",
                     *       "device": "desktop",
                     *       "country": "DE",
                     *       "region": "Some text",
                     *       "city": "Berlin",
                     *       "address": "Some text",
                     *       "proxy": "Some text",
                     *       "page": "Some text",
                     *       "isCounted": true,
                     *       "reasons": [
                     *         {
                     *           "reason": "bot",
                     *           "explanation": "The event came from a program that says it is one."
                     *         }
                     *       ],
                     *       "lastEvent": {
                     *         "at": "2026-03-14T09:26:53.000Z",
                     *         "path": "/pricing"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["SelfTestDto"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    listSiteShareLinks: {
        parameters: {
            query?: {
                /** @description Where to go on: `nextCursor` of the page before. */
                cursor?: string;
                /** @description How many a page. */
                limit?: number;
            };
            header?: {
                /** @description The workspace this call works in. Without it: the workspace of the token or key, or the session's default one. */
                "X-Workspace-Id"?: components["parameters"]["WorkspaceId"];
            };
            path: {
                siteId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
                     *           "siteId": "0195a3f2-6b1c-7d4e-9a8b-88015b806488",
                     *           "name": "Main website",
                     *           "url": "https://app.example.com/files/export.zip",
                     *           "hasPassword": true,
                     *           "state": "active",
                     *           "expiresAt": "2026-03-14T09:26:53.000Z",
                     *           "revokedAt": "2026-03-14T09:26:53.000Z",
                     *           "createdAt": "2026-03-14T09:26:53.000Z",
                     *           "lastViewedAt": "2026-03-14T09:26:53.000Z",
                     *           "viewCount": 12
                     *         }
                     *       ],
                     *       "nextCursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["ShareLinkList"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    createSiteShareLink: {
        parameters: {
            query?: never;
            header?: {
                /** @description The workspace this call works in. Without it: the workspace of the token or key, or the session's default one. */
                "X-Workspace-Id"?: components["parameters"]["WorkspaceId"];
                /** @description 1 to 255 visible ASCII characters. The same key with the same body gets the first answer again, for 24 hours. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                siteId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Main website",
                 *       "password": "correct horse battery staple",
                 *       "expiresAt": "2026-03-14T09:26:53.000Z"
                 *     }
                 */
                "application/json": components["schemas"]["CreateShareLinkInput"];
            };
        };
        responses: {
            /** @description Made. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
                     *       "siteId": "0195a3f2-6b1c-7d4e-9a8b-88015b806488",
                     *       "name": "Main website",
                     *       "url": "https://app.example.com/files/export.zip",
                     *       "hasPassword": true,
                     *       "state": "active",
                     *       "expiresAt": "2026-03-14T09:26:53.000Z",
                     *       "revokedAt": "2026-03-14T09:26:53.000Z",
                     *       "createdAt": "2026-03-14T09:26:53.000Z",
                     *       "lastViewedAt": "2026-03-14T09:26:53.000Z",
                     *       "viewCount": 12
                     *     }
                     */
                    "application/json": components["schemas"]["ShareLinkDto"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    deleteSiteShareLink: {
        parameters: {
            query?: never;
            header?: {
                /** @description The workspace this call works in. Without it: the workspace of the token or key, or the session's default one. */
                "X-Workspace-Id"?: components["parameters"]["WorkspaceId"];
            };
            path: {
                siteId: string;
                linkId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
                     *       "siteId": "0195a3f2-6b1c-7d4e-9a8b-88015b806488",
                     *       "name": "Main website",
                     *       "url": "https://app.example.com/files/export.zip",
                     *       "hasPassword": true,
                     *       "state": "active",
                     *       "expiresAt": "2026-03-14T09:26:53.000Z",
                     *       "revokedAt": "2026-03-14T09:26:53.000Z",
                     *       "createdAt": "2026-03-14T09:26:53.000Z",
                     *       "lastViewedAt": "2026-03-14T09:26:53.000Z",
                     *       "viewCount": 12
                     *     }
                     */
                    "application/json": components["schemas"]["ShareLinkDto"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    listSiteViews: {
        parameters: {
            query?: never;
            header?: {
                /** @description The workspace this call works in. Without it: the workspace of the token or key, or the session's default one. */
                "X-Workspace-Id"?: components["parameters"]["WorkspaceId"];
            };
            path: {
                siteId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
                     *           "siteId": "0195a3f2-6b1c-7d4e-9a8b-88015b806488",
                     *           "name": "Main website",
                     *           "query": {
                     *             "range": "Some text",
                     *             "compare": "Some text",
                     *             "interval": "hour",
                     *             "filters": [
                     *               {
                     *                 "dimension": "page",
                     *                 "op": "is",
                     *                 "values": [
                     *                   "Some text"
                     *                 ]
                     *               }
                     *             ],
                     *             "tabs": {
                     *               "example": "page"
                     *             }
                     *           },
                     *           "createdByUserId": "0195a3f2-6b1c-7d4e-9a8b-f3656abba472",
                     *           "createdAt": "2026-03-14T09:26:53.000Z"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["SavedViewList"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    createSiteView: {
        parameters: {
            query?: never;
            header?: {
                /** @description The workspace this call works in. Without it: the workspace of the token or key, or the session's default one. */
                "X-Workspace-Id"?: components["parameters"]["WorkspaceId"];
                /** @description 1 to 255 visible ASCII characters. The same key with the same body gets the first answer again, for 24 hours. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                siteId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Main website",
                 *       "query": {
                 *         "range": "Some text",
                 *         "compare": "Some text",
                 *         "interval": "hour",
                 *         "filters": [
                 *           {
                 *             "dimension": "page",
                 *             "op": "is",
                 *             "values": [
                 *               "Some text"
                 *             ]
                 *           }
                 *         ],
                 *         "tabs": {
                 *           "example": "page"
                 *         }
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["CreateSavedViewInput"];
            };
        };
        responses: {
            /** @description Made. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
                     *       "siteId": "0195a3f2-6b1c-7d4e-9a8b-88015b806488",
                     *       "name": "Main website",
                     *       "query": {
                     *         "range": "Some text",
                     *         "compare": "Some text",
                     *         "interval": "hour",
                     *         "filters": [
                     *           {
                     *             "dimension": "page",
                     *             "op": "is",
                     *             "values": [
                     *               "Some text"
                     *             ]
                     *           }
                     *         ],
                     *         "tabs": {
                     *           "example": "page"
                     *         }
                     *       },
                     *       "createdByUserId": "0195a3f2-6b1c-7d4e-9a8b-f3656abba472",
                     *       "createdAt": "2026-03-14T09:26:53.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["SavedViewDto"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    deleteSiteView: {
        parameters: {
            query?: never;
            header?: {
                /** @description The workspace this call works in. Without it: the workspace of the token or key, or the session's default one. */
                "X-Workspace-Id"?: components["parameters"]["WorkspaceId"];
            };
            path: {
                siteId: string;
                viewId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; there is nothing to say. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    updateSiteView: {
        parameters: {
            query?: never;
            header?: {
                /** @description The workspace this call works in. Without it: the workspace of the token or key, or the session's default one. */
                "X-Workspace-Id"?: components["parameters"]["WorkspaceId"];
            };
            path: {
                siteId: string;
                viewId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Main website",
                 *       "query": {
                 *         "range": "Some text",
                 *         "compare": "Some text",
                 *         "interval": "hour",
                 *         "filters": [
                 *           {
                 *             "dimension": "page",
                 *             "op": "is",
                 *             "values": [
                 *               "Some text"
                 *             ]
                 *           }
                 *         ],
                 *         "tabs": {
                 *           "example": "page"
                 *         }
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["UpdateSavedViewInput"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
                     *       "siteId": "0195a3f2-6b1c-7d4e-9a8b-88015b806488",
                     *       "name": "Main website",
                     *       "query": {
                     *         "range": "Some text",
                     *         "compare": "Some text",
                     *         "interval": "hour",
                     *         "filters": [
                     *           {
                     *             "dimension": "page",
                     *             "op": "is",
                     *             "values": [
                     *               "Some text"
                     *             ]
                     *           }
                     *         ],
                     *         "tabs": {
                     *           "example": "page"
                     *         }
                     *       },
                     *       "createdByUserId": "0195a3f2-6b1c-7d4e-9a8b-f3656abba472",
                     *       "createdAt": "2026-03-14T09:26:53.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["SavedViewDto"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    listTenants: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
                     *           "name": "Main website",
                     *           "timeZone": "Europe/Berlin",
                     *           "domain": "www.example.com",
                     *           "role": "owner",
                     *           "isDefault": true,
                     *           "createdAt": "2026-03-14T09:26:53.000Z",
                     *           "closing": {
                     *             "requestedAt": "2026-03-14T09:26:53.000Z",
                     *             "purgeAfterAt": "2026-03-14T09:26:53.000Z",
                     *             "requestedBy": {
                     *               "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
                     *               "name": "Main website"
                     *             }
                     *           }
                     *         }
                     *       ],
                     *       "nextCursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["TenantList"];
                };
            };
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    createTenant: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Main website",
                 *       "timeZone": "Europe/Berlin"
                 *     }
                 */
                "application/json": components["schemas"]["CreateTenantInput"];
            };
        };
        responses: {
            /** @description Made. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
                     *       "name": "Main website",
                     *       "timeZone": "Europe/Berlin",
                     *       "domain": "www.example.com",
                     *       "role": "owner",
                     *       "isDefault": true,
                     *       "createdAt": "2026-03-14T09:26:53.000Z",
                     *       "closing": {
                     *         "requestedAt": "2026-03-14T09:26:53.000Z",
                     *         "purgeAfterAt": "2026-03-14T09:26:53.000Z",
                     *         "requestedBy": {
                     *           "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
                     *           "name": "Main website"
                     *         }
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["TenantDto"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    getTenant: {
        parameters: {
            query?: never;
            header?: {
                /** @description The workspace this call works in. Without it: the workspace of the token or key, or the session's default one. */
                "X-Workspace-Id"?: components["parameters"]["WorkspaceId"];
            };
            path: {
                tenantId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
                     *       "name": "Main website",
                     *       "timeZone": "Europe/Berlin",
                     *       "domain": "www.example.com",
                     *       "role": "owner",
                     *       "isDefault": true,
                     *       "createdAt": "2026-03-14T09:26:53.000Z",
                     *       "closing": {
                     *         "requestedAt": "2026-03-14T09:26:53.000Z",
                     *         "purgeAfterAt": "2026-03-14T09:26:53.000Z",
                     *         "requestedBy": {
                     *           "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
                     *           "name": "Main website"
                     *         }
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["TenantDto"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    deleteTenant: {
        parameters: {
            query?: never;
            header?: {
                /** @description The workspace this call works in. Without it: the workspace of the token or key, or the session's default one. */
                "X-Workspace-Id"?: components["parameters"]["WorkspaceId"];
            };
            path: {
                tenantId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "confirmName": "Some text"
                 *     }
                 */
                "application/json": components["schemas"]["DeleteTenantInput"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
                     *       "name": "Main website",
                     *       "timeZone": "Europe/Berlin",
                     *       "domain": "www.example.com",
                     *       "role": "owner",
                     *       "isDefault": true,
                     *       "createdAt": "2026-03-14T09:26:53.000Z",
                     *       "closing": {
                     *         "requestedAt": "2026-03-14T09:26:53.000Z",
                     *         "purgeAfterAt": "2026-03-14T09:26:53.000Z",
                     *         "requestedBy": {
                     *           "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
                     *           "name": "Main website"
                     *         }
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["TenantDto"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    updateTenant: {
        parameters: {
            query?: never;
            header?: {
                /** @description The workspace this call works in. Without it: the workspace of the token or key, or the session's default one. */
                "X-Workspace-Id"?: components["parameters"]["WorkspaceId"];
            };
            path: {
                tenantId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Main website",
                 *       "timeZone": "Europe/Berlin",
                 *       "isDefault": true
                 *     }
                 */
                "application/json": components["schemas"]["UpdateTenantInput"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
                     *       "name": "Main website",
                     *       "timeZone": "Europe/Berlin",
                     *       "domain": "www.example.com",
                     *       "role": "owner",
                     *       "isDefault": true,
                     *       "createdAt": "2026-03-14T09:26:53.000Z",
                     *       "closing": {
                     *         "requestedAt": "2026-03-14T09:26:53.000Z",
                     *         "purgeAfterAt": "2026-03-14T09:26:53.000Z",
                     *         "requestedBy": {
                     *           "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
                     *           "name": "Main website"
                     *         }
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["TenantDto"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    listTenantDomains: {
        parameters: {
            query?: never;
            header?: {
                /** @description The workspace this call works in. Without it: the workspace of the token or key, or the session's default one. */
                "X-Workspace-Id"?: components["parameters"]["WorkspaceId"];
            };
            path: {
                tenantId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
                     *           "domain": "www.example.com",
                     *           "status": "waiting",
                     *           "method": "dns",
                     *           "record": {
                     *             "name": "Main website",
                     *             "value": "/pricing"
                     *           },
                     *           "createdAt": "2026-03-14T09:26:53.000Z",
                     *           "verifiedAt": "2026-03-14T09:26:53.000Z",
                     *           "lastCheckedAt": "2026-03-14T09:26:53.000Z",
                     *           "lastFault": "Some text",
                     *           "missingSince": "2026-03-14T09:26:53.000Z"
                     *         }
                     *       ],
                     *       "nextCursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["DomainList"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    createTenantDomain: {
        parameters: {
            query?: never;
            header?: {
                /** @description The workspace this call works in. Without it: the workspace of the token or key, or the session's default one. */
                "X-Workspace-Id"?: components["parameters"]["WorkspaceId"];
                /** @description 1 to 255 visible ASCII characters. The same key with the same body gets the first answer again, for 24 hours. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                tenantId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "domain": "www.example.com"
                 *     }
                 */
                "application/json": components["schemas"]["AddDomainInput"];
            };
        };
        responses: {
            /** @description Made. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
                     *       "domain": "www.example.com",
                     *       "status": "waiting",
                     *       "method": "dns",
                     *       "record": {
                     *         "name": "Main website",
                     *         "value": "/pricing"
                     *       },
                     *       "createdAt": "2026-03-14T09:26:53.000Z",
                     *       "verifiedAt": "2026-03-14T09:26:53.000Z",
                     *       "lastCheckedAt": "2026-03-14T09:26:53.000Z",
                     *       "lastFault": "Some text",
                     *       "missingSince": "2026-03-14T09:26:53.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["DomainDto"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    deleteTenantDomain: {
        parameters: {
            query?: never;
            header?: {
                /** @description The workspace this call works in. Without it: the workspace of the token or key, or the session's default one. */
                "X-Workspace-Id"?: components["parameters"]["WorkspaceId"];
            };
            path: {
                tenantId: string;
                domainId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; there is nothing to say. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    checkTenantDomain: {
        parameters: {
            query?: never;
            header?: {
                /** @description The workspace this call works in. Without it: the workspace of the token or key, or the session's default one. */
                "X-Workspace-Id"?: components["parameters"]["WorkspaceId"];
            };
            path: {
                tenantId: string;
                domainId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
                     *       "domain": "www.example.com",
                     *       "status": "waiting",
                     *       "method": "dns",
                     *       "record": {
                     *         "name": "Main website",
                     *         "value": "/pricing"
                     *       },
                     *       "createdAt": "2026-03-14T09:26:53.000Z",
                     *       "verifiedAt": "2026-03-14T09:26:53.000Z",
                     *       "lastCheckedAt": "2026-03-14T09:26:53.000Z",
                     *       "lastFault": "Some text",
                     *       "missingSince": "2026-03-14T09:26:53.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["DomainDto"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    listTenantExports: {
        parameters: {
            query?: {
                /** @description Where to go on: `nextCursor` of the page before. */
                cursor?: string;
                /** @description How many a page. */
                limit?: number;
            };
            header?: {
                /** @description The workspace this call works in. Without it: the workspace of the token or key, or the session's default one. */
                "X-Workspace-Id"?: components["parameters"]["WorkspaceId"];
            };
            path: {
                tenantId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
                     *           "status": "queued",
                     *           "requestedBy": {
                     *             "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
                     *             "name": "Main website"
                     *           },
                     *           "createdAt": "2026-03-14T09:26:53.000Z",
                     *           "readyAt": "2026-03-14T09:26:53.000Z",
                     *           "expiresAt": "2026-03-14T09:26:53.000Z",
                     *           "sizeBytes": 12,
                     *           "progress": {
                     *             "done": 12,
                     *             "total": 12
                     *           },
                     *           "lastError": "Some text",
                     *           "downloadUrl": "Some text"
                     *         }
                     *       ],
                     *       "nextCursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["ExportList"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    createTenantExport: {
        parameters: {
            query?: never;
            header?: {
                /** @description The workspace this call works in. Without it: the workspace of the token or key, or the session's default one. */
                "X-Workspace-Id"?: components["parameters"]["WorkspaceId"];
                /** @description 1 to 255 visible ASCII characters. The same key with the same body gets the first answer again, for 24 hours. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                tenantId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Made. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
                     *       "status": "queued",
                     *       "requestedBy": {
                     *         "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
                     *         "name": "Main website"
                     *       },
                     *       "createdAt": "2026-03-14T09:26:53.000Z",
                     *       "readyAt": "2026-03-14T09:26:53.000Z",
                     *       "expiresAt": "2026-03-14T09:26:53.000Z",
                     *       "sizeBytes": 12,
                     *       "progress": {
                     *         "done": 12,
                     *         "total": 12
                     *       },
                     *       "lastError": "Some text",
                     *       "downloadUrl": "Some text"
                     *     }
                     */
                    "application/json": components["schemas"]["ExportDto"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    getTenantExport: {
        parameters: {
            query?: never;
            header?: {
                /** @description The workspace this call works in. Without it: the workspace of the token or key, or the session's default one. */
                "X-Workspace-Id"?: components["parameters"]["WorkspaceId"];
            };
            path: {
                tenantId: string;
                exportId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
                     *       "status": "queued",
                     *       "requestedBy": {
                     *         "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
                     *         "name": "Main website"
                     *       },
                     *       "createdAt": "2026-03-14T09:26:53.000Z",
                     *       "readyAt": "2026-03-14T09:26:53.000Z",
                     *       "expiresAt": "2026-03-14T09:26:53.000Z",
                     *       "sizeBytes": 12,
                     *       "progress": {
                     *         "done": 12,
                     *         "total": 12
                     *       },
                     *       "lastError": "Some text",
                     *       "downloadUrl": "Some text"
                     *     }
                     */
                    "application/json": components["schemas"]["ExportDto"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    listTenantInvitations: {
        parameters: {
            query?: {
                /** @description Where to go on: `nextCursor` of the page before. */
                cursor?: string;
                /** @description How many a page. */
                limit?: number;
            };
            header?: {
                /** @description The workspace this call works in. Without it: the workspace of the token or key, or the session's default one. */
                "X-Workspace-Id"?: components["parameters"]["WorkspaceId"];
            };
            path: {
                tenantId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
                     *           "email": "ada@example.com",
                     *           "role": "owner",
                     *           "status": "open",
                     *           "invitedBy": {
                     *             "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
                     *             "name": "Main website"
                     *           },
                     *           "createdAt": "2026-03-14T09:26:53.000Z",
                     *           "expiresAt": "2026-03-14T09:26:53.000Z",
                     *           "lastSentAt": "2026-03-14T09:26:53.000Z",
                     *           "sentCount": 12
                     *         }
                     *       ],
                     *       "nextCursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["InvitationList"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    deleteTenantInvitation: {
        parameters: {
            query?: never;
            header?: {
                /** @description The workspace this call works in. Without it: the workspace of the token or key, or the session's default one. */
                "X-Workspace-Id"?: components["parameters"]["WorkspaceId"];
            };
            path: {
                tenantId: string;
                invitationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; there is nothing to say. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    resendTenantInvitation: {
        parameters: {
            query?: never;
            header?: {
                /** @description The workspace this call works in. Without it: the workspace of the token or key, or the session's default one. */
                "X-Workspace-Id"?: components["parameters"]["WorkspaceId"];
            };
            path: {
                tenantId: string;
                invitationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
                     *       "email": "ada@example.com",
                     *       "role": "owner",
                     *       "status": "open",
                     *       "invitedBy": {
                     *         "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
                     *         "name": "Main website"
                     *       },
                     *       "createdAt": "2026-03-14T09:26:53.000Z",
                     *       "expiresAt": "2026-03-14T09:26:53.000Z",
                     *       "lastSentAt": "2026-03-14T09:26:53.000Z",
                     *       "sentCount": 12
                     *     }
                     */
                    "application/json": components["schemas"]["InvitationDto"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    restoreTenant: {
        parameters: {
            query?: never;
            header?: {
                /** @description The workspace this call works in. Without it: the workspace of the token or key, or the session's default one. */
                "X-Workspace-Id"?: components["parameters"]["WorkspaceId"];
            };
            path: {
                tenantId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
                     *       "name": "Main website",
                     *       "timeZone": "Europe/Berlin",
                     *       "domain": "www.example.com",
                     *       "role": "owner",
                     *       "isDefault": true,
                     *       "createdAt": "2026-03-14T09:26:53.000Z",
                     *       "closing": {
                     *         "requestedAt": "2026-03-14T09:26:53.000Z",
                     *         "purgeAfterAt": "2026-03-14T09:26:53.000Z",
                     *         "requestedBy": {
                     *           "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
                     *           "name": "Main website"
                     *         }
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["TenantDto"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            410: components["responses"]["Problem410"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    transferTenant: {
        parameters: {
            query?: never;
            header?: {
                /** @description The workspace this call works in. Without it: the workspace of the token or key, or the session's default one. */
                "X-Workspace-Id"?: components["parameters"]["WorkspaceId"];
            };
            path: {
                tenantId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "userId": "0195a3f2-6b1c-7d4e-9a8b-6ccb21214ffd"
                 *     }
                 */
                "application/json": components["schemas"]["TransferInput"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "userId": "0195a3f2-6b1c-7d4e-9a8b-6ccb21214ffd",
                     *       "email": "ada@example.com",
                     *       "name": "Main website",
                     *       "avatarUrl": "https://app.example.com/files/avatar.png",
                     *       "role": "owner",
                     *       "isActive": true,
                     *       "joinedAt": "2026-03-14T09:26:53.000Z",
                     *       "lastSeenAt": "2026-03-14T09:26:53.000Z",
                     *       "hasSecondFactor": true
                     *     }
                     */
                    "application/json": components["schemas"]["MemberDto"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    listUsers: {
        parameters: {
            query?: {
                /** @description Where to go on: `nextCursor` of the page before. */
                cursor?: string;
                /** @description How many a page. */
                limit?: number;
            };
            header?: {
                /** @description The workspace this call works in. Without it: the workspace of the token or key, or the session's default one. */
                "X-Workspace-Id"?: components["parameters"]["WorkspaceId"];
            };
            path: {
                tenantId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "userId": "0195a3f2-6b1c-7d4e-9a8b-6ccb21214ffd",
                     *           "email": "ada@example.com",
                     *           "name": "Main website",
                     *           "avatarUrl": "https://app.example.com/files/avatar.png",
                     *           "role": "owner",
                     *           "isActive": true,
                     *           "joinedAt": "2026-03-14T09:26:53.000Z",
                     *           "lastSeenAt": "2026-03-14T09:26:53.000Z",
                     *           "hasSecondFactor": true
                     *         }
                     *       ],
                     *       "nextCursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["MemberList"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    inviteUser: {
        parameters: {
            query?: never;
            header?: {
                /** @description The workspace this call works in. Without it: the workspace of the token or key, or the session's default one. */
                "X-Workspace-Id"?: components["parameters"]["WorkspaceId"];
                /** @description 1 to 255 visible ASCII characters. The same key with the same body gets the first answer again, for 24 hours. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                tenantId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "email": "ada@example.com",
                 *       "role": "owner"
                 *     }
                 */
                "application/json": components["schemas"]["InviteInput"];
            };
        };
        responses: {
            /** @description Made. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
                     *       "email": "ada@example.com",
                     *       "role": "owner",
                     *       "status": "open",
                     *       "invitedBy": {
                     *         "id": "0195a3f2-6b1c-7d4e-9a8b-a56145270ce6",
                     *         "name": "Main website"
                     *       },
                     *       "createdAt": "2026-03-14T09:26:53.000Z",
                     *       "expiresAt": "2026-03-14T09:26:53.000Z",
                     *       "lastSentAt": "2026-03-14T09:26:53.000Z",
                     *       "sentCount": 12
                     *     }
                     */
                    "application/json": components["schemas"]["InvitationDto"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    removeUser: {
        parameters: {
            query?: never;
            header?: {
                /** @description The workspace this call works in. Without it: the workspace of the token or key, or the session's default one. */
                "X-Workspace-Id"?: components["parameters"]["WorkspaceId"];
            };
            path: {
                tenantId: string;
                userId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; there is nothing to say. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    updateUser: {
        parameters: {
            query?: never;
            header?: {
                /** @description The workspace this call works in. Without it: the workspace of the token or key, or the session's default one. */
                "X-Workspace-Id"?: components["parameters"]["WorkspaceId"];
            };
            path: {
                tenantId: string;
                userId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "role": "owner",
                 *       "isActive": true
                 *     }
                 */
                "application/json": components["schemas"]["ChangeMemberInput"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "userId": "0195a3f2-6b1c-7d4e-9a8b-6ccb21214ffd",
                     *       "email": "ada@example.com",
                     *       "name": "Main website",
                     *       "avatarUrl": "https://app.example.com/files/avatar.png",
                     *       "role": "owner",
                     *       "isActive": true,
                     *       "joinedAt": "2026-03-14T09:26:53.000Z",
                     *       "lastSeenAt": "2026-03-14T09:26:53.000Z",
                     *       "hasSecondFactor": true
                     *     }
                     */
                    "application/json": components["schemas"]["MemberDto"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
}
