/** Given and family names that chance puts together; those of the named people are not among them. */
export const WOMEN = (
  'Aditi Amrita Bhavna Charu Deepika Divya Esha Fiona Gayatri Hema Indira Jaya Kiran Lata Madhuri ' +
  'Nandini Nisha Padma Pooja Radhika Rekha Rukmini Sandhya Shalini Shweta Sneha Sushma Tanvi Uma ' +
  'Vandana Vidya Yamini Ayesha Rubina Catherine Grace Harpreet Lin Olivia Shanaya'
).split(' ')

export const MEN = (
  'Abhishek Ajay Amit Anand Ashok Bharat Chetan Deepak Dinesh Faisal Ganesh Gaurav Harish Hemant ' +
  'Jatin Karthik Kunal Manoj Mohan Naveen Nikhil Pankaj Pradeep Rajesh Rakesh Sachin Sanjay Siddharth ' +
  'Sunil Tarun Uday Varun Venkat Vijay Yusuf Anthony Gurpreet Kenji Michael Zubin'
).split(' ')

export const GIRLS = (
  'Aadhya Aisha Anaya Avni Ananya Ira Kiara Myra Navya Pari Prisha Riya Saanvi Sia Siya Trisha ' +
  'Vanya Zara Emily Inaya Mahira Noor Oviya Rhea Tanisha'
).split(' ')

export const BOYS = (
  'Advait Arnav Ayaan Atharv Dhruv Ethan Harsh Kabir Krish Laksh Nihal Om Parth Pranav Reyansh ' +
  'Rudra Samar Shaurya Tejas Vihaan Veer Yash Zayn Aryan Ivaan'
).split(' ')

export const FAMILIES = (
  'Agarwal Ahluwalia Bajaj Banerjee Bedi Bhatt Bose Chandra Chatterjee Chauhan Chopra Das Deshpande ' +
  'Dutta Gandhi Ghosh Gill Gokhale Goyal Gupta Hegde Jain Jha Kamath Kaur Khanna Kulkarni Kumar ' +
  'Lobo Mahajan Malhotra Mishra Mukherjee Murthy Naik Pandey Parekh Patil Pinto Prasad Raman Reddy ' +
  'Saxena Sen Sethi Shah Shetty Singh Sinha Srinivasan Subramanian Swamy Tiwari Trivedi Vaidya ' +
  'Wadia Ansari Siddiqui OBrien Tanaka'
).split(' ')

/** Name, species, breed. */
export const ANIMALS = [
  ['Simba', 'cat', 'Maine Coon'],
  ['Coco', 'dog', 'Beagle'],
  ['Rocky', 'dog', 'German Shepherd'],
  ['Luna', 'cat', 'Indian Shorthair'],
  ['Oreo', 'rabbit', 'Dutch'],
  ['Max', 'dog', 'Golden Retriever'],
  ['Misty', 'cat', 'Siamese'],
  ['Tiger', 'dog', 'Indian Pariah'],
  ['Buddy', 'dog', 'Pug'],
  ['Chikoo', 'bird', 'Budgerigar'],
  ['Ginger', 'cat', 'Indian Shorthair'],
  ['Leo', 'dog', 'Shih Tzu'],
  ['Pepper', 'dog', 'Dachshund'],
  ['Snowy', 'rabbit', 'Angora'],
  ['Zorro', 'dog', 'Rottweiler'],
  ['Mango', 'bird', 'Cockatiel'],
  ['Daisy', 'dog', 'Cocker Spaniel'],
  ['Shadow', 'cat', 'Bombay'],
  ['Laila', 'dog', 'Indian Pariah'],
  ['Kulfi', 'cat', 'Persian'],
] as const
