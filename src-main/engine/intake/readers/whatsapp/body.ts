/** What WhatsApp writes instead of pictures, files and messages taken back, and its own notices, in its languages. */
import { attachment } from '../../attachment.ts';
import type { Attachment, MessageType } from '../../model.ts';

export interface WhatsAppBody {
  readonly type: MessageType;
  readonly attachments: readonly Attachment[];
}

const MARKS = /[\u200e\u200f\u202a-\u202e]/g;
/** `<attached: f>`, `<附件：f>`, `<adjunto: f>` … anywhere in the text. */
const BRACKETED =
  /<(?:attached|附件|附加檔案|添付|adjunto|anexado|Anhang|pièce jointe|allegato|첨부)\s?[:：]\s?([^>]+)>/i;
/** `f (file attached)`, `f (附件檔案)` … as the first line. */
const SUFFIXED =
  /^([^\n<>]+\.[A-Za-z0-9]{2,5}) \((?:file attached|附件檔案|文件附件|檔案附件|添付ファイル|archivo adjunto|arquivo anexado|Datei angehängt|fichier joint|file allegato|파일 첨부됨)\)/i;
/** `<Media omitted>` and its kin: it had something, and the export was made without. */
const OMITTED =
  /^<(?:media omitted|省略影音内容|省略影音內容|已略去媒體檔案|媒体文件已略去|multimedia omitido|archivo omitido|mídia oculta|médias omis|medien ausgeschlossen|media omessi|미디어 파일을 생략한 메시지입니다|メディアは含まれていません)>$/i;
const OMITTED_KIND =
  /^(image|video|audio|sticker|GIF|document|Contact card|圖片|图片|影片|视频|音訊|音频|語音訊息|贴图|貼圖|文件) (?:omitted|已略去|已忽略)$|^(圖片|图片|影片|视频|音訊|音频|贴图|貼圖|文件|檔案)已?(?:略去|省略|忽略)$/i;
const RECALLED =
  /^(?:This message was deleted\.?|You deleted this message\.?|此訊息已刪除|此消息已删除|你刪除了這則訊息|您已刪除此訊息|你已删除这条消息|您已收回這則訊息|此訊息已收回|Se eliminó este mensaje\.?|Eliminaste este mensaje\.?|Diese Nachricht wurde gelöscht\.?|Ce message a été supprimé\.?|Essa mensagem foi apagada\.?)$/i;
const EDITED = /\s*<(?:This message was edited|此訊息已編輯|此消息已编辑)>$/i;
/** Whole sentences that the service writes under somebody's name. */
const NOTICE =
  /^(?:Messages and calls are end-to-end encrypted|Messages you send to this (?:group|chat)|Messages to this (?:group|chat)|You created (?:this )?group|You(?:'re| are)? (?:were )?(?:added|removed) |.{1,80} created (?:this )?group|.{1,80} (?:changed (?:the subject|this group's|the group|their phone number)|left$|joined using|was added$|added you$)|訊息和通話都採用端對端加密|訊息與通話皆受到端對端加密|消息和通话都进行端到端加密|您?你?建立了(?:名為|群組)|您?你?创建了|[你您](?:移除了|新增了|加入了|已加入)|.{1,40}(?:已離開|退出了|變更了群組|更改了群组|已將主旨))/;

const KINDS: readonly (readonly [RegExp, Attachment['kind']])[] = [
  [/sticker|贴图|貼圖/i, 'sticker'],
  [/\.(?:jpe?g|png|gif|heic|bmp)$|^(?:image|GIF|圖片|图片)$/i, 'image'],
  [/\.(?:mp4|mov|3gp|mkv|avi)$|^(?:video|影片|视频)$/i, 'video'],
  [/\.(?:opus|ogg|amr|m4a|aac|mp3|wav)$|^(?:audio|音訊|音频|語音訊息)$/i, 'voice'],
  [/\.webp$/i, 'sticker'],
];

function kindOf(name: string): Attachment['kind'] {
  return KINDS.find(([pattern]) => pattern.test(name))?.[1] ?? 'file';
}

export function bodyOfWhatsApp(text: string): WhatsAppBody {
  const plain = text.replace(MARKS, '').trim();
  const file = BRACKETED.exec(plain)?.[1] ?? SUFFIXED.exec(plain)?.[1];
  if (file !== undefined) {
    const name = file.trim();
    const kind = kindOf(name);
    return { type: kind === 'link' ? 'file' : kind, attachments: [attachment(kind, { name, reference: name })] };
  }
  if (OMITTED.test(plain)) return { type: 'file', attachments: [] };
  const omitted = OMITTED_KIND.exec(plain);
  if (omitted) {
    const word = omitted[1] ?? omitted[2] ?? '';
    const kind = kindOf(word);
    return { type: /contact/i.test(word) ? 'contact' : kind === 'link' ? 'file' : kind, attachments: [] };
  }
  if (RECALLED.test(plain.replace(EDITED, ''))) return { type: 'recalled', attachments: [] };
  return { type: NOTICE.test(plain) ? 'system' : 'text', attachments: [] };
}
