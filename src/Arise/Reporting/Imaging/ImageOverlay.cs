using System.Globalization;
using System.Runtime.CompilerServices;
using Arise.Files;
using Arise.Microscopy;
using Arise.Microscopy.Pixels;
using Arise.Reporting.Figures;
using Arise.Structures;

namespace Arise.Reporting.Imaging;

/// <summary>
/// An image with a ring around every atom that was found in it, as PNG: the image blurred by an eighth of the spacing
/// and without its slow background, so that the atoms of noisy images can be seen; rings of one color per element,
/// thin where the confidence is low; beneath it a bar of length. Small images are drawn larger by a whole number.
/// </summary>
internal static class ImageOverlay
{
    private const double Blur = 0.125;
    private const double RingShare = 0.3;
    private const double LeastSpacing = 14;
    private const int LeastPixels = 800, MostPixels = 2400;
    private const double Strip = 22;
    private const double CutShare = 0.005;
    private const double PixelsPerInch = 144;

    /// <summary>Writes the overlay.</summary>
    /// <param name="path">The file, .png.</param>
    /// <param name="image">The image.</param>
    /// <param name="atoms">What was found in it.</param>
    public static void Write(string path, MicroscopeImage image, FoundAtoms atoms)
    {
        int side = Math.Max(image.Width, image.Height);
        double zoom = Math.Ceiling(Math.Max(LeastSpacing / atoms.Spacing, LeastPixels / (double)side));
        zoom = Math.Min(zoom, Math.Max(1, MostPixels / side));
        zoom = Math.Min(zoom, MostPixels / (double)side);
        PixelImage pixels = Gray(image, zoom, Blur * atoms.Spacing, 4 * atoms.Spacing);
        double perPoint = PixelsPerInch / 72;
        var canvas = new PixelCanvas(
            pixels.Width / perPoint, (pixels.Height / perPoint) + Strip, PixelsPerInch);
        for (int y = 0; y < pixels.Height; y++)
        {
            for (int x = 0; x < pixels.Width; x++)
                canvas.Pixels[x, y] = pixels[x, y];
        }

        ChemicalElement[] elements = [.. atoms.Species.Distinct().OrderBy(element => element.AtomicNumber)];
        double radius = Math.Max(1.5, RingShare * atoms.Spacing * zoom) / perPoint;
        for (int k = 0; k < atoms.Atoms.Length; k++)
        {
            FoundAtom atom = atoms.Atoms[k];
            int kind = atoms.Species.IsEmpty ? 0 : Array.IndexOf(elements, atoms.Species[k]);
            var center = new Point((atom.X + 0.5) * zoom / perPoint, (atom.Y + 0.5) * zoom / perPoint);
            Ring(canvas, center, radius, CategoryStyle.Of(kind + 1).Fill, atom.Confidence > 0.9 ? 0.9 : 0.45);
        }

        double bottom = pixels.Height / perPoint;
        canvas.Rectangle(new Area(0, bottom, pixels.Width / perPoint, Strip), new Color(255, 255, 255));
        WriteBar(canvas, pixels.Width / perPoint, bottom + Strip, zoom / perPoint, atoms.PixelSize);
        using var file = new ReplacingFile(path);
        canvas.Pixels.WritePng(file.Stream, PixelsPerInch);
        file.Commit();
    }

    /// <summary>An image in gray, between its darkest and brightest half per cent.</summary>
    /// <param name="image">The image.</param>
    /// <param name="zoom">Pixels of the result per pixel of the image.</param>
    /// <param name="blur">Standard deviation of a Gaussian, pixels of the image; 0 for none.</param>
    /// <param name="level">Width of the background that is taken away, pixels of the image; 0 for none.</param>
    public static PixelImage Gray(MicroscopeImage image, double zoom, double blur, double level = 0)
    {
        float[] values = image.Intensities.ToArray();
        float[] finite = [.. values.Where(float.IsFinite)];
        if (finite.Length < values.Length)
        {
            float[] sorted = finite.Length == 0 ? [0] : PixelSample.Sorted(finite);
            for (int k = 0; k < values.Length; k++)
                values[k] = float.IsFinite(values[k]) ? values[k] : sorted[sorted.Length / 2];
        }

        // Pixels of a smaller picture are means of several of the image.
        blur = Math.Max(blur, zoom < 1 ? 0.5 / zoom : 0);
        if (blur > 0.3)
            values = GaussianBlur.Of(values, image.Width, image.Height, blur);
        if (level > 0)
        {
            float[] slow = GaussianBlur.Slow(values, image.Width, image.Height, level);
            for (int k = 0; k < values.Length; k++)
                values[k] -= slow[k];
        }

        float[] sample = PixelSample.Sorted(values);
        float low = sample[(int)(CutShare * (sample.Length - 1))];
        float high = sample[(int)((1 - CutShare) * (sample.Length - 1))];
        var pixels = new PixelImage(
            Math.Max(1, (int)(image.Width * zoom)), Math.Max(1, (int)(image.Height * zoom)));
        for (int y = 0; y < pixels.Height; y++)
        {
            for (int x = 0; x < pixels.Width; x++)
            {
                float value = Between(
                    values, image.Width, image.Height, ((x + 0.5) / zoom) - 0.5, ((y + 0.5) / zoom) - 0.5);
                byte gray = (byte)Math.Round(255 * Math.Clamp((value - low) / Math.Max(high - low, 1e-30f), 0, 1));
                pixels[x, y] = new Color(gray, gray, gray);
            }
        }

        return pixels;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Between(float[] values, int width, int height, double x, double y)
    {
        int left = Math.Clamp((int)Math.Floor(x), 0, width - 1), top = Math.Clamp((int)Math.Floor(y), 0, height - 1);
        int right = Math.Min(left + 1, width - 1), bottom = Math.Min(top + 1, height - 1);
        float along = (float)Math.Clamp(x - left, 0, 1), down = (float)Math.Clamp(y - top, 0, 1);
        float above = values[(top * width) + left]
            + (along * (values[(top * width) + right] - values[(top * width) + left]));
        float below = values[(bottom * width) + left]
            + (along * (values[(bottom * width) + right] - values[(bottom * width) + left]));
        return above + (down * (below - above));
    }

    private static void Ring(PixelCanvas canvas, Point center, double radius, Color color, double width)
    {
        const int sides = 20;
        canvas.Polyline(
            [.. Enumerable.Range(0, sides + 1).Select(k => Math.SinCos(2 * Math.PI * k / sides))
                .Select(turn => new Point(center.X + (radius * turn.Cos), center.Y + (radius * turn.Sin)))],
            color,
            width);
    }

    private static void WriteBar(PixelCanvas canvas, double width, double height, double perPixel, double? pixelSize)
    {
        double unit = perPixel / (pixelSize ?? 1);
        double length = Math.Pow(10, Math.Floor(Math.Log10(0.3 * width / unit)));
        length *= 0.3 * width / unit / length >= 5 ? 5 : 0.3 * width / unit / length >= 2 ? 2 : 1;
        (double x, double y) = (8, height - 5);
        canvas.Rectangle(new Area(x, y - 2, length * unit, 3), new Color(0, 0, 0));
        bool isNanometer = pixelSize is not null && length >= 10;
        string text = string.Create(
            CultureInfo.InvariantCulture,
            $"{(isNanometer ? length / 10 : length):G3} {(pixelSize is null ? "pixels" : isNanometer ? "nm" : "Å")}");
        canvas.Text(text, new Point(x, y - 5), 8);
    }
}
