'use client'
import {
  useAllFormFields,
  useFormModified,
  useFormProcessing,
  useFormSubmitted,
} from '@payloadcms/ui'
import { useEffect } from 'react'

/**
 * Keeps a refusal at its field until something is changed. Payload asks the server for the state of a
 * form a quarter of a second after each change; an answer that comes after the refusal of a quick save
 * marks every field valid, and the message is gone before it is read. It leaves the text of the message
 * behind, beside a field that is valid: that is what is put back here, or dropped where it is outlived.
 */
export const RefusalKeeper = () => {
  const [fields, dispatch] = useAllFormFields()
  const isChanged = useFormModified()
  const isSaving = useFormProcessing()
  const isSubmitted = useFormSubmitted()

  useEffect(() => {
    const errors = Object.entries(fields).flatMap(([path, { errorMessage, valid }]) =>
      errorMessage !== undefined && valid !== false ? [{ message: errorMessage, path }] : [],
    )
    if (errors.length === 0) return
    if (isChanged || isSaving) {
      for (const { path } of errors) dispatch({ errorMessage: '', path, type: 'UPDATE' })
    } else if (isSubmitted) dispatch({ errors, type: 'ADD_SERVER_ERRORS' })
  }, [dispatch, fields, isChanged, isSaving, isSubmitted])

  return null
}
