using Arise.Microscopy.Lattices;
using Arise.Microscopy.Pixels;

namespace Arise.Microscopy.Finders;

/// <summary>
/// Tells whether there are dim atoms in the hollows of the lattice that the bright ones form, as in boron nitride,
/// molybdenum disulfide and rock salt: a search at the distance that nearest atoms then have must find its further
/// atoms in hollows, as far from three bright ones as that distance. What noise adds lies anywhere.
/// </summary>
/// <remarks>
/// Each of the two lattices of one kind that have hollows is tried: triangular, of distance d (hollows at d / sqrt(3)),
/// and square (at d / sqrt(2)). A window in the middle of the image is looked at.
/// </remarks>
internal static class DimAtoms
{
    private const int MostPixels = 256;
    private const double LeastConfidence = 0.5;

    // Neighbors of a bright atom within this many distances: six in the triangular lattice, four in the square one,
    // three in the honeycomb, whose hollows are empty.
    private const double Shell = 1.25;
    private const double LeastNeighbors = 2.7;
    private const double SquareNeighbors = 4.6;

    // How far the distances from a hollow may be off, in parts.
    private const double Tolerance = 0.17;

    // Share of the further atoms that must lie in hollows, and their number over that of the bright ones.
    private const double LeastInHollows = 0.65;
    private const double LeastNumber = 0.6;

    // Response of the hollows to a blob filter over that of the bright atoms: without atoms in them it is negative.
    private const double LeastHeight = 0.08;
    private const double BlobShare = 0.25;

    /// <summary>The distance of a dim atom from the bright ones around it; null where there are none.</summary>
    /// <param name="image">The image, with the distance of the bright atoms as its spacing.</param>
    /// <param name="bright">The bright atoms.</param>
    /// <param name="finder">What looks for more.</param>
    /// <param name="threads">Threads.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static double? Distance(
        FlatImage image,
        IEnumerable<AtomCandidate> bright,
        IAtomFinder finder,
        int threads,
        CancellationToken cancellation)
    {
        int width = Math.Min(image.Width, MostPixels), height = Math.Min(image.Height, MostPixels);
        int left = (image.Width - width) / 2, top = (image.Height - height) / 2;
        (double X, double Y)[] atoms = [.. bright
            .Where(atom => atom.Confidence >= LeastConfidence)
            .Select(atom => (X: atom.X - left, Y: atom.Y - top))
            .Where(atom => atom.X >= 0 && atom.X <= width - 1 && atom.Y >= 0 && atom.Y <= height - 1)];
        if (atoms.Length < 12)
            return null;
        var grid = new PointGrid(image.Spacing, width, height);
        foreach ((double x, double y) in atoms)
            grid.Add(x, y);
        double margin = Shell * image.Spacing;
        (double X, double Y)[] inner = [.. atoms.Where(atom => IsInside(atom.X, atom.Y, margin))];
        if (inner.Length == 0)
            return null;
        double neighbors = inner.Average(atom => (double)grid.Within(atom.X, atom.Y, margin).Count());
        if (neighbors < LeastNeighbors)
            return null;
        double distance = image.Spacing / Math.Sqrt(neighbors > SquareNeighbors ? 3 : 2);
        FlatImage window = image.Window(left, top, width, height) with { Spacing = distance };
        float[] blobs = GaussianBlur.BlobResponse(
            window.Values, width, height, Math.Max(1, BlobShare * distance), threads);
        double ofHollows = 0, ofBright = inner.Average(atom => At(atom.X, atom.Y));
        int hollow = 0, other = 0;
        foreach (AtomCandidate atom in finder.Find(window, threads, null, cancellation))
        {
            double[] around = [.. grid.Within(atom.X, atom.Y, 1.5 * distance).Order().Take(3)];
            if (atom.Confidence < LeastConfidence || !IsInside(atom.X, atom.Y, margin)
                || (around.Length > 0 && around[0] < 0.5 * distance))
            {
                continue;
            }

            bool isHollow = around.Length == 3
                && around[0] > (1 - Tolerance) * distance && around[2] < (1 + Tolerance) * distance;
            (hollow, other) = isHollow ? (hollow + 1, other) : (hollow, other + 1);
            ofHollows += isHollow ? At(atom.X, atom.Y) : 0;
        }

        return hollow >= LeastNumber * inner.Length && hollow >= LeastInHollows * (hollow + other)
            && ofHollows > LeastHeight * ofBright * hollow
            ? distance
            : null;

        double At(double x, double y) => blobs[((int)Math.Round(y) * width) + (int)Math.Round(x)];

        bool IsInside(double x, double y, double from) =>
            x >= from && y >= from && x <= width - 1 - from && y <= height - 1 - from;
    }
}
