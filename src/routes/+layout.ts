// Every page is a static shell that the browser brings to life: what it shows depends on the visitor's link.
export const prerender = true;
export const ssr = false;
export const trailingSlash = 'always';
