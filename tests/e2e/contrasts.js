// Answers every text that can be seen and that has less contrast than WCAG 2.2 AA asks for: 4.5, large ones 3.
() => {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const parsed = (colour) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    const [red, green, blue, alpha] = canvas.getImageData(0, 0, 1, 1).data;
    return { channels: [red, green, blue], alpha: alpha / 255 };
  };
  const light = (channels) => {
    const [red, green, blue] = channels.map((each) => {
      const part = each / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const ground = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const { channels, alpha } = parsed(getComputedStyle(at).backgroundColor);
      if (alpha === 1) return channels;
    }
    return [255, 255, 255];
  };
  const weak = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    const text = walker.currentNode.textContent.trim();
    if (!text || !element.checkVisibility({ visibilityProperty: true }) || element.closest("noscript")) continue;
    const style = getComputedStyle(element);
    const [lighter, darker] = [light(parsed(style.color).channels), light(ground(element))].sort((a, b) => b - a);
    const size = parseFloat(style.fontSize);
    const isLarge = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    const contrast = (lighter + 0.05) / (darker + 0.05);
    if (contrast < (isLarge ? 3 : 4.5)) weak.push(`${text}: ${contrast.toFixed(2)} ${element.className}`);
  }
  return weak;
}
