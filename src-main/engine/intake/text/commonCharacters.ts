/**
 * Characters that running text is mostly made of. Bytes read in the wrong encoding give characters all over the table,
 * so the share of these tells the right one. Chinese: the commonest few hundred, simplified and traditional.
 */
const SIMPLIFIED =
  '的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实日军者意无力它与长把机十民第公此已工使情明性知全三又关点正业外将两高间由问很最重并物手应战向头文体政美相见被利什二等产或新己制身果加西斯月话合回特代内信表化老给世位次度门任常先海通教儿原东声提立及比员解水名真论处走义各入几口认条平系气题活尔更别打女变四神总何电数安少报才结反受目太量再感建务做接必场件计管期市直德资命山金指克许统区保至队形社便空决治展马科司五基眼书非则听白却界达光放强即像难且权思王象完设式色路记南品住告类求据程北边死张该交规万取拉格望觉术领共确传师观清今切院让识候带导争运笑飞风步改收根干造言联持组每济车亲极林服快办议往元英士证近失转夫令准布始怎呢存未远叫台单影具罗字爱击流备兵连调深商算质团集百需价花党华城石级整府离况亚请技际约示复病息究线似官火断精满支视消越器容照须九增研写称企八功吗包片史委乎查轻易早曾除农找装广显吧阿李标谈吃图念六引历首医局突专费号尽另周较注语仅考落青随选列谢您哈嗯哦啊客户投诉订单退款群聊发送撤图片表情';
const TRADITIONAL =
  '這個們來為國說時會對於著過發後裡種經麼學現當沒動還進樣開從實軍無與長機關點業將兩間問並應戰頭體見產話給內門東聲員論處義幾認條氣題爾別變總電數報結務場計資許統區隊決馬書則聽卻達強難權設記類據邊張該規萬覺術領確傳師觀讓識帶導爭運飛風幹聯組濟車親極辦議證轉準遠單羅愛擊備連調質團價黨華級離況亞請際約復線斷滿視須寫稱嗎輕農裝廣顯標談圖歷醫專費號盡較註語僅隨選謝訊息訂單繁體';
const KOREAN =
  '이다는에의을를가고하은도로지한사기서리시어나아자스그대라인수으있것해들정일보면니여와만과요제게전장주부구원없러까네안';
const CYRILLIC = 'оеаинтсрвлкмдпуяыьгзбчй';
const PUNCTUATION = '，。？！、：；“”‘’（）《》【】…—～·「」『』　０１２３４５６７８９％＋－／';

const chinese = new Set(SIMPLIFIED + TRADITIONAL + PUNCTUATION);
const korean = new Set(KOREAN + PUNCTUATION);
const cyrillic = new Set(CYRILLIC + CYRILLIC.toUpperCase());

export type Script = 'chinese' | 'japanese' | 'korean' | 'cyrillic';

/** Share, 0 to 1, of the characters beyond ASCII that text of this script would mostly have. */
export function commonShare(text: string, script: Script): number {
  let beyondAscii = 0;
  let common = 0;
  for (const char of text) {
    if (char <= '\u007f') continue;
    beyondAscii += 1;
    if (isCommon(char, script)) common += 1;
  }
  return beyondAscii === 0 ? 0 : common / beyondAscii;
}

function isCommon(char: string, script: Script): boolean {
  if (script === 'chinese') return chinese.has(char);
  if (script === 'korean') return korean.has(char);
  // Capitals are few in running text; in the wrong Cyrillic table small letters become capitals.
  if (script === 'cyrillic') return cyrillic.has(char) && char === char.toLowerCase();
  return (char >= '\u3041' && char <= '\u30fe') || chinese.has(char);
}
