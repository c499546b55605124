/* A file's picture, drawn small by this browser; one at a time, they are large. */

const WIDTH = 400;
let before = Promise.resolve();

const draw = async (file, canvas) => {
  const options = { imageOrientation: "from-image", resizeWidth: WIDTH, resizeQuality: "medium" };
  const picture = await createImageBitmap(file, options);
  canvas.width = picture.width;
  canvas.height = picture.height;
  canvas.getContext("2d").drawImage(picture, 0, 0);
  picture.close();
};

/* Draw ``file`` into ``canvas``; ``otherwise`` is called where the browser cannot read it. */
export const preview = (file, canvas, otherwise) => {
  before = before.then(() => draw(file, canvas)).catch(otherwise);
  return before;
};
