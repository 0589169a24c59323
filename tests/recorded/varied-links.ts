/** Links of TensorFlow Playground which together turn every knob; the seed is added to each. */
export const variedLinks = [
  '#dataset=circle&networkShape=4,2',
  '#dataset=circle&activation=relu&networkShape=6&batchSize=16&noise=20&percTrainData=70',
  '#dataset=circle&activation=sigmoid&networkShape=3&batchSize=1&learningRate=0.01&noise=50&percTrainData=10',
  '#dataset=circle&activation=linear&networkShape=&xSquared=true&ySquared=true&batchSize=30&learningRate=0.01',
  '#dataset=circle&networkShape=3,3,3,3,3,2&batchSize=14&noise=25',
  '#dataset=xor&networkShape=5&batchSize=11&noise=35',
  '#dataset=xor&activation=relu&networkShape=4,4&xTimesY=true&batchSize=25&percTrainData=80&noise=10',
  '#dataset=xor&activation=sigmoid&networkShape=8&learningRate=0.3&regularization=L2&regularizationRate=0.001',
  '#dataset=xor&networkShape=3,2&initZero=true&batchSize=3&percTrainData=33',
  '#dataset=gauss&networkShape=&initZero=true&noise=50&batchSize=23',
  '#dataset=gauss&activation=linear&networkShape=3&noise=40&regularization=L1&regularizationRate=0.01',
  '#dataset=gauss&networkShape=4,3,2&noise=30&regularization=L2&regularizationRate=0.01&batchSize=29',
  '#dataset=spiral&networkShape=8&sinX=true&sinY=true&batchSize=10',
  '#dataset=spiral&activation=relu&networkShape=6,4&batchSize=13&learningRate=0.01&noise=15&xSquared=true&ySquared=true',
  '#dataset=spiral&networkShape=4,4,3&x=false&y=false&sinX=true&xTimesY=true&regularization=L1&regularizationRate=0.001&batchSize=20',
  '#problem=regression&regDataset=reg-plane&activation=linear&networkShape=2&batchSize=30&noise=15&percTrainData=30',
  '#problem=regression&regDataset=reg-plane&networkShape=3,3,2,2,2&batchSize=17&percTrainData=20&noise=30&regularization=L1&regularizationRate=0.001',
  '#problem=regression&regDataset=reg-plane&activation=sigmoid&networkShape=&xTimesY=true&batchSize=2&learningRate=0.001&percTrainData=10&noise=50',
  '#problem=regression&regDataset=reg-gauss&networkShape=5,3&batchSize=19&percTrainData=40',
  '#problem=regression&regDataset=reg-gauss&activation=relu&networkShape=5,4,3,2&batchSize=27&percTrainData=25&learningRate=0.01&sinX=true&regularization=L2&regularizationRate=0.003',
];

export const variedSeeds = ['0.12345', '0.5', '7', '0.99999', 'matinee'];
