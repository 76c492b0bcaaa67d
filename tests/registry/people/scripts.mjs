// Titles and names in the scripts of the world, and titles that carry markup,
// formulas or emoji as text.
import { buildRecord } from '../record.mjs';

function someone(key, orcid, label, note, spec) {
  return {
    key,
    orcid,
    group: 'Scripts',
    label,
    note,
    record: buildRecord({ orcid, ...spec }),
  };
}

const work = (title, date, more = {}) => ({ title, date, ...more });

export const scripts = [
  someone(
    'arabic',
    '0009-0009-9000-3013',
    'ليلى الحداد',
    'Arabic, with digits and Latin inside',
    {
      name: { given: 'ليلى', family: 'الحداد', credit: 'ليلى الحداد' },
      otherNames: ['Layla Al-Haddad'],
      employments: [
        {
          org: { name: 'جامعة الواحة', city: 'الواحة', country: 'EG' },
          department: 'قسم علوم المياه',
          role: 'أستاذة مساعدة',
          start: '2020-09',
        },
      ],
      works: [
        work('أثر تغير المناخ على مياه الواحات', '2024-03', {
          journal: 'المجلة العربية لعلوم المياه',
          doi: '10.5555/ar.1',
          translated: ['Climate change and the water of oases', 'en'],
        }),
        work('دراسة 16S rRNA في 24 بحيرة (2019–2023)', '2023', {
          journal: 'Journal of Arid Lakes',
          doi: '10.5555/ar.2',
        }),
        work('كتاب الآبار', '2019', { type: 'book' }),
      ],
    },
  ),
  someone(
    'hebrew',
    '0009-0009-9000-3021',
    'נועה בן־עמי',
    'Hebrew, translated title with the old code iw',
    {
      name: { given: 'נועה', family: 'בן־עמי' },
      employments: [
        {
          org: { name: 'מכון המדבר', city: 'ערבה', country: 'IL' },
          role: 'חוקרת בכירה',
          start: '2018',
        },
      ],
      works: [
        work('מים במדבר: סקירה היסטורית', '2022-11-02', {
          journal: 'רבעון המים',
          doi: '10.5555/he.1',
        }),
        work('Water in the desert', '2021', {
          doi: '10.5555/he.2',
          translated: ['מים במדבר', 'iw'],
        }),
      ],
    },
  ),
  someone(
    'cjk',
    '0009-0009-9000-303X',
    '渡辺 千尋',
    'Japanese, Chinese, Korean; full-width signs',
    {
      name: { given: '千尋', family: '渡辺', credit: '渡辺 千尋' },
      otherNames: ['Chihiro Watanabe'],
      employments: [
        {
          org: { name: '北湖大学', city: '北湖市', country: 'JP' },
          department: '理学研究科',
          role: '准教授',
          start: '2017-04-01',
        },
      ],
      works: [
        work('結氷湖における細菌群集の季節変動に関する研究', '2023-05', {
          journal: '陸水学雑誌',
          doi: '10.5555/ja.1',
        }),
        work('冰封湖泊微生物群落的季节演替', '2021', {
          journal: '湖泊科学',
          doi: '10.5555/zh.1',
          translated: ['冰封湖泊微生物群落的季節演替', 'zh_TW'],
        }),
        work('결빙 호수의 미생물 군집', '2020-01', { doi: '10.5555/ko.1' }),
        work('「氷」の下の生命：総説（第二版）', '2018', { type: 'review' }),
        work('長'.repeat(220), '2016', { type: 'report' }),
      ],
    },
  ),
  someone(
    'devanagari',
    '0009-0009-9000-3048',
    'मीरा जोशी',
    'Devanagari, Tamil, Bengali, Thai',
    {
      name: { given: 'मीरा', family: 'जोशी' },
      employments: [
        {
          org: { name: 'हिमालय विश्वविद्यालय', city: 'मनाली', country: 'IN' },
          role: 'सहायक प्राध्यापक',
          start: '2019-07',
        },
      ],
      works: [
        work('हिमनदीय झीलों में सूक्ष्मजीव विविधता', '2024', {
          journal: 'हिमालय विज्ञान पत्रिका',
          doi: '10.5555/hi.1',
        }),
        work('பனி ஏரிகளின் நுண்ணுயிரிகள்', '2022', { doi: '10.5555/ta.1' }),
        work('বরফে ঢাকা হ্রদের জীবাণু', '2021', { doi: '10.5555/bn.1' }),
        work('จุลินทรีย์ในทะเลสาบน้ำแข็งซึ่งไม่มีช่องว่างระหว่างคำ', '2020', {
          doi: '10.5555/th.1',
        }),
      ],
    },
  ),
  someone(
    'symbols',
    '0009-0009-9000-3056',
    'Zoë 𝓜𝓸𝓻𝓮𝓪𝓾 🌊',
    'Mathematics, emoji and combining marks',
    {
      name: { given: 'Zoë', family: '𝓜𝓸𝓻𝓮𝓪𝓾 🌊' },
      works: [
        work('On ∇·𝐮 = 0 and ∂²ψ/∂t² = c²∇²ψ in frozen lakes', '2025', {
          doi: '10.5555/sym.1',
        }),
        work('Does 🧊 + ☀️ = 💧? 👩🏽‍🔬👨‍👩‍👧‍👦 A family experiment 🇳🇴', '2024-02-29', {
          doi: '10.5555/sym.2',
        }),
        work(
          '$\\alpha$-Al$_2$O$_3$:C chips at \\(T < 4\\,\\mathrm{K}\\)',
          '2023',
          {
            doi: '10.5555/sym.3',
          },
        ),
        work(
          'Z\u0351\u036b\u0343a\u0315l\u0301\u0322go te\u0303\u0308\u0304xt in archives',
          '2022',
          {
            doi: '10.5555/sym.4',
          },
        ),
        work('½ H₂O — µm‐scale “ice” … №5', '2021', { doi: '10.5555/sym.5' }),
      ],
    },
  ),
  someone(
    'bidi',
    '0009-0009-9000-3064',
    'Dana כהן Smith',
    'Both directions in one line',
    {
      name: { given: 'Dana כהן', family: 'Smith' },
      employments: [
        {
          org: { name: 'מכון (Water & Ice) למדע', city: 'חיפה', country: 'IL' },
          department: 'Lab ג׳ 12',
          role: 'PI, ראשת צוות',
          start: '2021',
        },
      ],
      works: [
        work('C++ עבור ביולוגים: a primer (2nd ed.)', '2024', {
          doi: '10.5555/bidi.1',
        }),
        work('The term מים חיים in early texts, pp. 12–34', '2023', {
          journal: 'مجلة Journal of Names (مصر)',
          doi: '10.5555/bidi.2',
        }),
        work('«سؤال؟» — question, שאלה!', '2022', { doi: '10.5555/bidi.3' }),
      ],
    },
  ),
  someone(
    'markup',
    '0009-0009-9000-3072',
    'Hugh Tammelwise',
    'Titles with markup and entities, as publishers send them',
    {
      name: { given: 'Hugh', family: 'Tammelwise' },
      works: [
        work('Growth of <i>E. coli</i> under ice', '2025-06', {
          journal: 'Ice &amp; Water',
          doi: '10.5555/mk.1',
        }),
        work('CO<sub>2</sub> and CH<sub>4</sub> at 4&nbsp;&deg;C', '2024', {
          doi: '10.5555/mk.2',
        }),
        work('Proof that p &lt; 0.05 &amp;amp; q > r', '2023', {
          doi: '10.5555/mk.3',
        }),
        work('<mml:math><mml:mi>x</mml:mi></mml:math> in lakes', '2022', {
          doi: '10.5555/mk.4',
        }),
        work('When a < b and c > d: an inequality, not a tag', '2021', {
          doi: '10.5555/mk.5',
        }),
        work('<jats:title>Nested titles</jats:title>', '2020', {
          doi: '10.5555/mk.6',
        }),
      ],
    },
  ),
  someone(
    'greekCyrillic',
    '0009-0009-9000-3080',
    'Ελένη Παππά',
    'Greek, Cyrillic, Georgian, Amharic',
    {
      name: { given: 'Ελένη', family: 'Παππά' },
      works: [
        work('Η μικροβιακή ζωή κάτω από τον πάγο', '2024', {
          doi: '10.5555/el.1',
        }),
        work('Жизнь подо льдом: обзор', '2022', {
          journal: 'Вестник лимнологии',
          doi: '10.5555/ru.1',
        }),
        work('სიცოცხლე ყინულის ქვეშ', '2021', { doi: '10.5555/ka.1' }),
        work('ከበረዶ በታች ያለ ሕይወት', '2020', { doi: '10.5555/am.1' }),
      ],
    },
  ),
];
