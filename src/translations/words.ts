/** The words of a clinic in one language, by the model's word: `patient` → `child`, `Patient` → `Child`. */
export type Words = Readonly<Record<string, string>>

/** What the presets say in Hindi, by what they say in English. */
const IN_HINDI: Readonly<Record<string, string>> = {
  Animal: 'पशु',
  Animals: 'पशु',
  Appointment: 'अपॉइंटमेंट',
  Appointments: 'अपॉइंटमेंट',
  Child: 'बच्चा',
  Children: 'बच्चे',
  Client: 'क्लाइंट',
  Clients: 'क्लाइंट',
  Clinician: 'चिकित्सक',
  Clinicians: 'चिकित्सक',
  Contact: 'संपर्क',
  Contacts: 'संपर्क',
  'Family member': 'परिजन',
  'Family members': 'परिजन',
  Guardian: 'अभिभावक',
  Guardians: 'अभिभावक',
  Owner: 'मालिक',
  Owners: 'मालिक',
  Patient: 'मरीज़',
  Patients: 'मरीज़',
  Session: 'सत्र',
  Sessions: 'सत्र',
  Therapist: 'थेरेपिस्ट',
  Therapists: 'थेरेपिस्ट',
  Vet: 'पशु चिकित्सक',
  Vets: 'पशु चिकित्सक',
}

const withCapital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/**
 * The words to put into texts. A clinic's own word stays as it was typed in every language; a word of a
 * preset is translated.
 * @rule TEN-9
 */
export const wordsFor = (labels: Words, language: string): Words =>
  Object.fromEntries(
    Object.entries(labels).flatMap(([name, label]) => {
      const word = language === 'hi' ? (IN_HINDI[label] ?? label) : label
      return [
        [name, word.toLocaleLowerCase(language)],
        [withCapital(name), word],
      ]
    }),
  )

/** Puts words into a text: `A {{patient}} like this` → `A child like this`. */
export const withWords = (text: string, words: Words): string =>
  text.replaceAll(/\{\{(\w+)\}\}/g, (whole, name: string) => words[name] ?? whole)
