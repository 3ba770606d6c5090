import * as migration_20261121_135702_clinics_book_and_bill from './20261121_135702_clinics_book_and_bill.ts'

export const migrations = [
  {
    up: migration_20261121_135702_clinics_book_and_bill.up,
    down: migration_20261121_135702_clinics_book_and_bill.down,
    name: '20261121_135702_clinics_book_and_bill'
  },
];
