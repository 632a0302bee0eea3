import { type Html, html } from "../../html";

/** Drawings as inline SVG; colours come from the page's own tokens, so they follow the theme. */

export const icon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="8" fill="#1f5a4a"/><path d="M16 26V9M16 14c-4 0-6-2-6-5 4 0 6 2 6 5Zm0 6c-4 0-6-2-6-5 4 0 6 2 6 5Zm0-3c4 0 6-2 6-5-4 0-6 2-6 5Z" fill="none" stroke="#f6f2ea" stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round"/></svg>`;

export const mark = html`<svg class="mark" viewBox="0 0 32 32" aria-hidden="true">
  <path
    d="M16 29V10M16 15c-5 0-8-2.5-8-7 5 0 8 2.5 8 7Zm0 8c-4.5 0-7-2.2-7-6 4.5 0 7 2.2 7 6Zm0-4c5 0 8-2.5 8-7-5 0-8 2.5-8 7Z"
    fill="currentColor"
    stroke="currentColor"
    stroke-width="1.7"
    stroke-linecap="round"
    stroke-linejoin="round"
  />
</svg>`;

/** An arched window at evening: the picture of the home page. */
export const windowScene: Html = html`<svg
  class="scene"
  viewBox="0 0 480 520"
  role="img"
  aria-label="Drawing of an arched window with hills, a low sun and a juniper branch"
>
  <defs>
    <clipPath id="arch"><path d="M60 500V240C60 130 140 50 240 50s180 80 180 190v260Z" /></clipPath>
  </defs>
  <g clip-path="url(#arch)">
    <rect class="f-sky" x="40" y="30" width="400" height="480" />
    <circle class="f-sun" cx="286" cy="236" r="62" />
    <path class="f-hill-far" d="M30 330c70-60 120-50 190-12s140 30 230-34v230H30Z" />
    <path class="f-hill" d="M30 392c60-46 140-44 210-10 66 32 140 26 210-24v160H30Z" />
    <path class="f-water" d="M30 452c80-22 170-20 240-6 70 13 120 8 180-10v90H30Z" />
    <g class="f-house">
      <path d="M146 388h62v-40l-31-26-31 26Z" />
      <path d="M208 388h40v-28h-40Z" />
    </g>
    <rect class="f-light" x="166" y="356" width="10" height="16" rx="1" />
    <rect class="f-light" x="182" y="356" width="10" height="16" rx="1" />
    <rect class="f-light" x="222" y="368" width="10" height="12" rx="1" />
  </g>
  <path class="s-frame" d="M60 500V240C60 130 140 50 240 50s180 80 180 190v260M240 50v450M60 268h360" />
  <path class="s-frame" d="M36 500h408" />
  <g class="s-branch">
    <path d="M470 60C420 96 372 150 338 214" />
    <path
      d="M446 80c-22-4-36-16-40-34 22 2 36 14 40 34ZM424 98c2-24 14-38 36-42-2 24-14 38-36 42ZM412 110c-24-2-40-12-46-32 24 0 40 12 46 32ZM390 134c4-26 18-40 42-44-4 26-18 40-42 44ZM378 148c-24-2-38-14-44-34 24 2 38 14 44 34ZM360 176c6-24 20-38 44-40-6 24-22 38-44 40Z"
    />
  </g>
</svg>`;

const POSTERS = {
  salt: html`<rect class="p-a" width="320" height="240" /><rect
      class="p-b"
      x="96"
      y="46"
      width="128"
      height="148"
      rx="64"
    /><path class="p-c" d="M96 138c40-22 88-22 128 0v56H96Z" /><path
      class="p-line"
      d="M160 46v148M96 120h128"
    />`,
  bell: html`<rect class="p-d" width="320" height="240" /><path
      class="p-e"
      d="M110 168c10-14 12-30 12-52 0-26 16-44 38-44s38 18 38 44c0 22 2 38 12 52Z"
    /><circle class="p-e" cx="160" cy="62" r="9" /><circle class="p-f" cx="160" cy="180" r="13" />`,
  tower: html`<rect class="p-g" width="320" height="240" /><circle class="p-h" cx="226" cy="78" r="34" /><path
      class="p-i"
      d="M104 210V98c0-22 18-40 40-40s40 18 40 40v112Z"
    /><path class="p-g" d="M132 210v-40c0-7 5-12 12-12s12 5 12 12v40Z" /><circle
      class="p-g"
      cx="144"
      cy="112"
      r="11"
    />`,
} as const;

/** A small poster for a piece of work. */
export const poster = (name: keyof typeof POSTERS): Html =>
  html`<svg class="poster" viewBox="0 0 320 240" aria-hidden="true" preserveAspectRatio="xMidYMid slice">
    ${POSTERS[name]}
  </svg>`;
