import * as migration_20261121_135702_clinics_book_and_bill from './20261121_135702_clinics_book_and_bill.ts'
import * as migration_20261121_231747_patients_have_medical_notes from './20261121_231747_patients_have_medical_notes.ts'
import * as migration_20261121_235252_clinics_stand_behind_walls from './20261121_235252_clinics_stand_behind_walls.ts'

export const migrations = [
  {
    up: migration_20261121_135702_clinics_book_and_bill.up,
    down: migration_20261121_135702_clinics_book_and_bill.down,
    name: '20261121_135702_clinics_book_and_bill',
  },
  {
    up: migration_20261121_231747_patients_have_medical_notes.up,
    down: migration_20261121_231747_patients_have_medical_notes.down,
    name: '20261121_231747_patients_have_medical_notes',
  },
  {
    up: migration_20261121_235252_clinics_stand_behind_walls.up,
    down: migration_20261121_235252_clinics_stand_behind_walls.down,
    name: '20261121_235252_clinics_stand_behind_walls'
  },
];
