using Arise.Microscopy;
using Arise.Microscopy.Formats;
using Arise.Reporting.Figures;
using Arise.Reporting.Imaging;
using Arise.Structures;
using Arise.Tests.Microscopy;

namespace Arise.Tests.Reporting.Imaging;

public sealed class ImageOverlayTests : IDisposable
{
    private const int Side = 64, Zoom = 13, Strip = 44;

    private static readonly MicroscopeImage Image = new SimpleGraphene { Side = Side }.Draw();

    private static readonly FoundAtoms Found = new()
    {
        Atoms = [new FoundAtom(20, 20, 1, 2, 1, 0.1), new FoundAtom(40, 30, 1, 2, 1, 0.1)],
        Width = Side,
        Height = Side,
        PixelSize = 0.1,
        Spacing = 12,
        Finder = "test",
        Reason = "made",
    };

    private readonly string _folder = Directory.CreateTempSubdirectory("arise-overlay-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    // 800 pixels at least, so 13 for each; the longest of 1, 2, 5, ... that is within 0.3 of 6.4 Angstrom is 1, which
    // is 10 pixels.
    [Fact]
    public void A_small_image_is_larger_by_a_whole_number_and_a_bar_tells_its_length()
    {
        MicroscopeImage overlay = Write(Found);
        Assert.Equal((Zoom * Side, (Zoom * Side) + Strip), (overlay.Width, overlay.Height));
        int[] black = [.. Enumerable.Range(Zoom * Side, Strip)
            .Select(y => Enumerable.Range(0, overlay.Width).Count(x => overlay[x, y] == 0))];
        Assert.Equal(10 * Zoom, black.Max());
    }

    [Fact]
    public void Rings_are_where_the_atoms_are()
    {
        MicroscopeImage both = Write(Found), one = Write(Found with { Atoms = [Found.Atoms[0]] });
        (int X, int Y)[] changed = [.. Enumerable.Range(0, Zoom * Side * Zoom * Side)
            .Select(k => (X: k % (Zoom * Side), Y: k / (Zoom * Side)))
            .Where(at => both[at.X, at.Y] != one[at.X, at.Y])];
        Assert.NotEmpty(changed);
        Assert.Equal(40, (changed.Average(at => at.X) / Zoom) - 0.5, 0.2);
        Assert.Equal(30, (changed.Average(at => at.Y) / Zoom) - 0.5, 0.2);
    }

    [Fact]
    public void Elements_stand_beneath_where_they_are_told()
    {
        Assert.Equal(0, Dark(Write(Found)));
        ChemicalElement[] elements = [ChemicalElement.Parse("C"), ChemicalElement.Parse("Si")];
        Assert.InRange(Dark(Write(Found with { Species = [.. elements] })), 50, 5000);

        static int Dark(MicroscopeImage overlay) => Enumerable.Range(Zoom * Side, Strip)
            .Sum(y => Enumerable.Range(overlay.Width / 2, overlay.Width / 2).Count(x => overlay[x, y] < 200));
    }

    // Dirt of ten heights on a tenth of the image.
    [Fact]
    public void Beside_bright_dirt_atoms_are_seen()
    {
        float[] values = Image.Intensities.ToArray();
        float range = values.Max() - values.Min();
        for (int k = values.Length * 9 / 10; k < values.Length; k++)
            values[k] += 10 * range;
        var dirty = new MicroscopeImage(Side, Side, values);
        (int X, int Y)[] clean = [.. Enumerable.Range(0, Side * Side * 8 / 10).Select(k => (k % Side, k / Side))];
        (int x, int y) = clean.MaxBy(at => Image[at.X, at.Y]);
        (int u, int v) = clean.MinBy(at => Image[at.X, at.Y]);
        FoundAtoms found = Found with { Atoms = [new FoundAtom(x, y, 1, 2, 1, 0.1)] };
        Assert.InRange(Contrast(null), 0, 40);
        Assert.InRange(Contrast(found), 80, 255);

        int Contrast(FoundAtoms? atoms)
        {
            PixelImage gray = ImageOverlay.Gray(dirty, 1, 0, atoms: atoms);
            return gray[x, y].R - gray[u, v].R;
        }
    }

    private MicroscopeImage Write(FoundAtoms found)
    {
        string path = Path.Combine(_folder, "overlay.png");
        ImageOverlay.Write(path, Image, found);
        return ImageFile.Read(path).Single();
    }
}
