/** The character table of OpenCC as opencc-js ships it: `from to[ to…]` pairs, separated by `|`. */
declare module 'opencc-js/dict/TSCharacters' {
  const table: string;
  export default table;
}
