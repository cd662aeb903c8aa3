/** What the shell tells a screen: where in its area the person is. */
export interface ScreenProps {
  /** The address below the area. */
  readonly rest: readonly string[];
  readonly query: URLSearchParams;
}
