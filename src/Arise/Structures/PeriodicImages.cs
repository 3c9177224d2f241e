using System.Globalization;
using System.Runtime.InteropServices;
using Arise.Numerics;

namespace Arise.Structures;

/// <summary>
/// The atoms of a structure, wrapped into the cell along periodic directions, followed by all their periodic images
/// that lie within a distance of the bounding box of the wrapped atoms.
/// </summary>
internal sealed class PeriodicImages
{
    /// <summary>
    /// Memory of a neighbor search per point, bytes: here, sorted by bins, and in the buffer of an atom that has them
    /// all as neighbors. Measured: 110 to 140.
    /// </summary>
    internal const double BytesPerPoint = 144;

    // Counting visits what writing out visits; beyond this it says what it would visit, which is not less.
    private const double MostVisits = 2e8;

    // Numbers of points, doubled, are 32-bit integers.
    private const double MostPoints = 1e9;

    private readonly List<int> _imageAtom = [];
    private readonly List<bool> _imageIsPositive = [];
    private readonly Lattice _lattice;
    private readonly Periodicity _periodicity;
    private readonly Vector3D[] _fractional;
    private readonly Vector3D _low;
    private readonly Vector3D _high;
    private readonly Vector3D _lowFraction;
    private readonly Vector3D _highFraction;

    private PeriodicImages(
        ReadOnlySpan<Vector3D> positions, Lattice lattice, Periodicity periodicity, double reach)
    {
        (_lattice, _periodicity) = (lattice, periodicity);
        Positions = new List<Vector3D>(positions.Length);
        _fractional = new Vector3D[positions.Length];
        Vector3D low = new(double.MaxValue, double.MaxValue, double.MaxValue), high = -low;
        Vector3D lowFraction = low, highFraction = high;
        for (int i = 0; i < positions.Length; i++)
        {
            Vector3D f = lattice.ToFractional(positions[i]);
            Vector3D shift = new(
                periodicity.A ? Math.Floor(f.X) : 0,
                periodicity.B ? Math.Floor(f.Y) : 0,
                periodicity.C ? Math.Floor(f.Z) : 0);
            _fractional[i] = f - shift;
            Vector3D wrapped = positions[i] - lattice.ToCartesian(shift);
            Positions.Add(wrapped);
            (low, high) = (Min(low, wrapped), Max(high, wrapped));
            (lowFraction, highFraction) = (Min(lowFraction, _fractional[i]), Max(highFraction, _fractional[i]));
        }

        // An image within `reach` of an atom lies within reach |a*| of the atoms' range of fractional coordinates.
        Vector3D margin = new(
            reach * lattice.ReciprocalA.Length, reach * lattice.ReciprocalB.Length, reach * lattice.ReciprocalC.Length);
        Vector3D pad = (1 + 1e-9) * new Vector3D(reach, reach, reach);
        (_low, _high) = (low - pad, high + pad);
        (_lowFraction, _highFraction) = (lowFraction - ((1 + 1e-9) * margin), highFraction + ((1 + 1e-9) * margin));
    }

    /// <summary>Positions (Angstrom): first the atoms in their own order, then the images.</summary>
    public List<Vector3D> Positions { get; }

    /// <summary>The atom that point <paramref name="point"/> is, or is an image of.</summary>
    public int AtomOf(int point) =>
        point < _fractional.Length ? point : _imageAtom[point - _fractional.Length];

    /// <summary>Whether a point is an image whose first non-zero translation count is positive.</summary>
    public bool IsPositiveImage(int point) =>
        point >= _fractional.Length && _imageIsPositive[point - _fractional.Length];

    /// <summary>Writes out the atoms and the images within <paramref name="reach"/> Angstrom of them.</summary>
    /// <exception cref="MemoryBudgetException">There are too many.</exception>
    public static PeriodicImages Around(
        ReadOnlySpan<Vector3D> positions, Lattice lattice, Periodicity periodicity, double reach)
    {
        var images = new PeriodicImages(positions, lattice, periodicity, reach);
        double most = Math.Min(MemoryBudget.Bytes / BytesPerPoint, MostPoints) - positions.Length;
        if (Bound(positions.Length, lattice, periodicity, reach) > most)
        {
            double count = images.Count();
            if (!(count <= most))
                throw TooMany(count, positions.Length, reach);
            images.Reserve((int)count);
        }

        images.Visit(write: true);
        return images;
    }

    /// <summary>
    /// How many images <see cref="Around"/> would write.
    /// </summary>
    /// <param name="positions">The atoms, Angstrom.</param>
    /// <param name="lattice">Their lattice.</param>
    /// <param name="periodicity">Which lattice vectors produce images.</param>
    /// <param name="reach">How far from the atoms images are wanted, Angstrom.</param>
    /// <param name="enough">An upper bound up to here is an answer too, found without looking at the atoms.</param>
    public static double Count(
        ReadOnlySpan<Vector3D> positions, Lattice lattice, Periodicity periodicity, double reach, double enough)
    {
        double bound = Bound(positions.Length, lattice, periodicity, reach);
        return bound <= enough ? bound : new PeriodicImages(positions, lattice, periodicity, reach).Count();
    }

    // Atoms span less than one cell, so that an axis has at most 2 margins + 2 images of an atom.
    private static double Bound(int atoms, Lattice lattice, Periodicity periodicity, double reach) =>
        atoms
        * (periodicity.A ? (2 * reach * lattice.ReciprocalA.Length) + 2 : 1)
        * (periodicity.B ? (2 * reach * lattice.ReciprocalB.Length) + 2 : 1)
        * (periodicity.C ? (2 * reach * lattice.ReciprocalC.Length) + 2 : 1);

    private static MemoryBudgetException TooMany(double images, int atoms, double reach) => new(
        (images + atoms) * BytesPerPoint,
        MemoryBudget.Bytes,
        string.Create(
            CultureInfo.InvariantCulture,
            $"A search for neighbors closer than {reach:G4} Angstrom of {atoms} atoms, with {images:G3} periodic "
            + $"images,"),
        "check the cell and its unit, or use a smaller structure",
        null);

    private double Count()
    {
        double visits = 0;
        for (int i = 0; i < _fractional.Length; i++)
        {
            visits += Width(_fractional[i].X, _lowFraction.X, _highFraction.X, _periodicity.A)
                * Width(_fractional[i].Y, _lowFraction.Y, _highFraction.Y, _periodicity.B)
                * Width(_fractional[i].Z, _lowFraction.Z, _highFraction.Z, _periodicity.C);
        }

        return visits <= MostVisits ? Visit(write: false) : visits;

        static double Width(double f, double low, double high, bool periodic) =>
            periodic ? Math.Floor(high - f) - Math.Ceiling(low - f) + 1 : 1;
    }

    private void Reserve(int images)
    {
        Positions.EnsureCapacity(_fractional.Length + images);
        _imageAtom.EnsureCapacity(images);
        _imageIsPositive.EnsureCapacity(images);
    }

    // Counts the images, and writes them.
    private int Visit(bool write)
    {
        (Lattice lattice, Vector3D low, Vector3D high) = (_lattice, _low, _high);
        int count = 0;
        for (int i = 0; i < _fractional.Length; i++)
        {
            (int fromA, int toA) = Range(_fractional[i].X, _lowFraction.X, _highFraction.X, _periodicity.A);
            (int fromB, int toB) = Range(_fractional[i].Y, _lowFraction.Y, _highFraction.Y, _periodicity.B);
            (int fromC, int toC) = Range(_fractional[i].Z, _lowFraction.Z, _highFraction.Z, _periodicity.C);
            Vector3D home = CollectionsMarshal.AsSpan(Positions)[i];
            for (int a = fromA; a <= toA; a++)
            {
                for (int b = fromB; b <= toB; b++)
                {
                    Vector3D ab = (a * lattice.A) + (b * lattice.B);
                    for (int c = fromC; c <= toC; c++)
                    {
                        Vector3D image = home + (ab + (c * lattice.C));
                        if ((a == 0 && b == 0 && c == 0) || !IsInside(image, low, high))
                            continue;
                        count++;
                        if (write)
                            AddImage(i, image, a > 0 || (a == 0 && (b > 0 || (b == 0 && c > 0))));
                    }
                }
            }
        }

        return count;
    }

    private static (int From, int To) Range(double f, double low, double high, bool periodic) =>
        periodic ? ((int)Math.Ceiling(low - f), (int)Math.Floor(high - f)) : (0, 0);

    private static bool IsInside(Vector3D p, Vector3D low, Vector3D high) =>
        p.X >= low.X && p.X <= high.X && p.Y >= low.Y && p.Y <= high.Y && p.Z >= low.Z && p.Z <= high.Z;

    private static Vector3D Min(Vector3D a, Vector3D b) =>
        new(Math.Min(a.X, b.X), Math.Min(a.Y, b.Y), Math.Min(a.Z, b.Z));

    private static Vector3D Max(Vector3D a, Vector3D b) =>
        new(Math.Max(a.X, b.X), Math.Max(a.Y, b.Y), Math.Max(a.Z, b.Z));

    private void AddImage(int atom, Vector3D position, bool isPositive)
    {
        Positions.Add(position);
        _imageAtom.Add(atom);
        _imageIsPositive.Add(isPositive);
    }
}
