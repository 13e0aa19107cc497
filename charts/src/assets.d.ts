/** Where the shapes of the countries are, beside this script (build.mjs makes them). */
declare module "comity:world" {
  const address: string;
  export default address;
}
