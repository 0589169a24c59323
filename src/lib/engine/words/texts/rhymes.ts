/** English nursery rhymes as they were sung before 1900. */
export const rhymes = `Twinkle, twinkle, little star,
How I wonder what you are!
Up above the world so high,
Like a diamond in the sky.
Twinkle, twinkle, little star,
How I wonder what you are!

Jack and Jill went up the hill
To fetch a pail of water;
Jack fell down and broke his crown,
And Jill came tumbling after.

Mary had a little lamb,
Its fleece was white as snow;
And everywhere that Mary went
The lamb was sure to go.
It followed her to school one day,
Which was against the rule;
It made the children laugh and play
To see a lamb at school.

Humpty Dumpty sat on a wall,
Humpty Dumpty had a great fall;
All the king's horses and all the king's men
Couldn't put Humpty together again.

Baa, baa, black sheep,
Have you any wool?
Yes, sir, yes, sir,
Three bags full;
One for the master,
And one for the dame,
And one for the little boy
Who lives down the lane.

Little Bo-peep has lost her sheep,
And doesn't know where to find them;
Leave them alone, and they'll come home,
Wagging their tails behind them.

Hey diddle diddle,
The cat and the fiddle,
The cow jumped over the moon;
The little dog laughed
To see such sport,
And the dish ran away with the spoon.

Hickory, dickory, dock,
The mouse ran up the clock;
The clock struck one,
The mouse ran down,
Hickory, dickory, dock.

Little Miss Muffet
Sat on a tuffet,
Eating her curds and whey;
There came a big spider,
Who sat down beside her
And frightened Miss Muffet away.

Little Jack Horner
Sat in the corner,
Eating a Christmas pie;
He put in his thumb,
And pulled out a plum,
And said, What a good boy am I!

Sing a song of sixpence,
A pocket full of rye;
Four and twenty blackbirds
Baked in a pie.
When the pie was opened
The birds began to sing;
Was not that a dainty dish
To set before the king?
The king was in his counting-house
Counting out his money;
The queen was in the parlour
Eating bread and honey.
The maid was in the garden
Hanging out the clothes,
When down came a blackbird
And snapped off her nose.

Old King Cole was a merry old soul,
And a merry old soul was he;
He called for his pipe, and he called for his bowl,
And he called for his fiddlers three.

London Bridge is falling down,
Falling down, falling down,
London Bridge is falling down,
My fair lady.

Pat-a-cake, pat-a-cake, baker's man,
Bake me a cake as fast as you can;
Pat it and prick it, and mark it with B,
And put it in the oven for baby and me.

Row, row, row your boat,
Gently down the stream;
Merrily, merrily, merrily, merrily,
Life is but a dream.

Mary, Mary, quite contrary,
How does your garden grow?
With silver bells and cockle shells,
And pretty maids all in a row.

Jack Sprat could eat no fat,
His wife could eat no lean;
And so between them both, you see,
They licked the platter clean.

Rock-a-bye, baby, on the tree top,
When the wind blows the cradle will rock;
When the bough breaks the cradle will fall,
And down will come baby, cradle and all.

The Queen of Hearts,
She made some tarts,
All on a summer's day;
The Knave of Hearts,
He stole the tarts,
And took them clean away.

One, two, buckle my shoe;
Three, four, knock at the door;
Five, six, pick up sticks;
Seven, eight, lay them straight;
Nine, ten, a big fat hen.
`;
