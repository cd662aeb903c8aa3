/** Mantine's own settings. Colours and sizes stand in theme.css, as static variables: the page allows no other styles. */
import { createTheme } from '@mantine/core';

const small = { defaultProps: { size: 'xs' } } as const;
/** react-remove-scroll would put a <style> into the page; nothing scrolls behind our dialogs anyway. */
const still = { transitionProps: { duration: 100 }, lockScroll: false } as const;

export const theme = createTheme({
  primaryColor: 'blue',
  respectReducedMotion: true,
  cursorType: 'pointer',
  components: {
    Button: small,
    Input: small,
    InputWrapper: { defaultProps: { size: 'xs', inputWrapperOrder: ['label', 'input', 'description', 'error'] } },
    TextInput: small,
    PasswordInput: small,
    Textarea: { defaultProps: { size: 'xs', autosize: true, minRows: 2, maxRows: 8 } },
    NumberInput: small,
    NativeSelect: small,
    Select: small,
    Autocomplete: small,
    Checkbox: small,
    Radio: small,
    SegmentedControl: small,
    Modal: { defaultProps: { ...still, centered: true } },
    Menu: { defaultProps: { shadow: 'md', transitionProps: { duration: 80 }, withinPortal: true } },
    Popover: { defaultProps: { shadow: 'md', transitionProps: { duration: 80 } } },
    Tooltip: { defaultProps: { openDelay: 250, transitionProps: { duration: 80 }, withArrow: false, multiline: true } },
  },
});
