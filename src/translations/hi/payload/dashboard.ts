export const dashboard = {
  addButton: 'जोड़ें +',
  addWidget: 'विजेट जोड़ें',
  deleteWidget: 'विजेट {{id}} हटाएँ',
  discardConfirmLabel: 'छोड़ दें',
  discardMessage: 'डैशबोर्ड के लेआउट में बिना सहेजे बदलाव हैं। क्या आप उन्हें छोड़ना चाहते हैं?',
  discardTitle: 'बदलाव छोड़ दें?',
  editDashboard: 'डैशबोर्ड बदलें',
  editingDashboard: 'डैशबोर्ड बदला जा रहा है',
  noItems: 'डैशबोर्ड पर कोई विजेट नहीं है। ऊपर "डैशबोर्ड" मेन्यू से जोड़ें।',
  resetLayout: 'लेआउट पहले जैसा करें',
  searchWidgets: 'विजेट खोजें...',
}
