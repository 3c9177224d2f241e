using System.Diagnostics;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Arise.Numerics;

namespace Arise.Structures;

/// <summary>
/// Finds, for any atom, all atoms strictly closer than a cutoff, periodic images included. Immutable after
/// construction, so that many threads can ask at once, each with its own <see cref="NeighborBuffer"/>. Inside the
/// library one thread may prepare the same search again for other atoms, without allocating.
/// </summary>
/// <remarks>
/// Cell lists: the periodic images that can reach the cell are written out as points (<see cref="PeriodicImages"/>),
/// all points are sorted into Cartesian bins half a cutoff wide, and a query scans the rows of bins around its atom
/// eight points at a time. An atom is not its own neighbor, but its images are; a cell thinner than the cutoff
/// yields the same atom several times, once per image. Directions without periodicity have no images, and their
/// lattice vectors play no part.
/// </remarks>
public sealed class NeighborSearch
{
    private const int MaxBinsPerAxis = 1024;

    // What only the preparation needs.
    private sealed class Scratch
    {
        public int[] Bin = [];
        public int[] Next = [];
        public int[] PointOfSlot = [];
        public int[] RankOfAtom = [];
    }

    private Scratch? _scratch;
    private bool _hasImages;

    // Points sorted by bin, x slowest; each array is padded so that a vector load may pass the last point. Arrays may
    // be longer than needed: what lies beyond is left from an earlier search, and never looked at.
    private double[] _x = [];
    private double[] _y = [];
    private double[] _z = [];
    private int[] _atom = [];

    // 2 rank + (1 for images at positive translations): pair (i, j) is reported at the end with the smaller rank.
    private int[] _key = [];
    private int[] _binStart = [];

    // Where the atom itself (not an image) stands among the sorted points, and its rank among the atoms alone.
    private int[] _slotOfAtom = [];
    private int[] _atomOfRank = [];

    private int _nx;
    private int _ny;
    private int _nz;
    private Vector3D _origin;
    private Vector3D _binsPerLength;

    /// <summary>Prepares the search.</summary>
    /// <param name="structure">Atoms with their cell.</param>
    /// <param name="cutoff">Largest distance, Angstrom, exclusive.</param>
    public NeighborSearch(AtomicStructure structure, double cutoff)
        : this(structure.Positions, structure.Lattice, structure.Periodicity, cutoff)
    {
    }

    /// <summary>Prepares the search.</summary>
    /// <param name="positions">Cartesian positions, Angstrom; they may lie outside the cell.</param>
    /// <param name="lattice">Lattice, needed when a direction is periodic.</param>
    /// <param name="periodicity">Which lattice vectors produce images.</param>
    /// <param name="cutoff">Largest distance, Angstrom, exclusive.</param>
    /// <exception cref="ArgumentException">The cutoff is not a positive number, or a lattice is missing.</exception>
    /// <exception cref="MemoryBudgetException">The cell repeats too often within the cutoff.</exception>
    public NeighborSearch(
        ReadOnlySpan<Vector3D> positions, Lattice? lattice, Periodicity periodicity, double cutoff) =>
        Prepare(positions, lattice, periodicity, cutoff, cutoff / 2, new Scratch());

    /// <summary>A search that will be prepared, and again for one structure after the other, by one thread.</summary>
    internal NeighborSearch() => _scratch = new Scratch();

    /// <summary>Prepares a search made for it anew; what it found before no longer holds.</summary>
    /// <exception cref="ArgumentException">The cutoff is not a positive number, or a lattice is missing.</exception>
    internal void Prepare(AtomicStructure structure, double cutoff)
    {
        Debug.Assert(_scratch is not null, "Only a search that was made without atoms may be prepared.");
        Prepare(structure.Positions, structure.Lattice, structure.Periodicity, cutoff, cutoff / 2, _scratch);
    }

    /// <summary>A search for radii that differ from atom to atom; see <see cref="Find(int, double, NeighborBuffer)"/>.
    /// </summary>
    /// <param name="structure">Atoms with their cell.</param>
    /// <param name="cutoff">Largest radius that will be asked for, Angstrom.</param>
    /// <param name="edge">Edge of a bin, Angstrom: about half of the usual radius.</param>
    /// <exception cref="MemoryBudgetException">The cell repeats too often within the cutoff.</exception>
    internal static NeighborSearch WithBins(AtomicStructure structure, double cutoff, double edge)
    {
        var search = new NeighborSearch();
        search.Prepare(
            structure.Positions, structure.Lattice, structure.Periodicity, cutoff, edge, search._scratch!);
        search._scratch = null;
        return search;
    }

    private void Prepare(
        ReadOnlySpan<Vector3D> positions,
        Lattice? lattice,
        Periodicity periodicity,
        double cutoff,
        double edge,
        Scratch scratch)
    {
        if (!(cutoff > 0) || !double.IsFinite(cutoff))
            throw new ArgumentException($"The cutoff must be a positive number of Angstrom, not {cutoff}.");
        if (periodicity.Any && lattice is null)
            throw new ArgumentException("A periodic structure needs a lattice.");

        Cutoff = cutoff;
        Count = positions.Length;

        PeriodicImages? points =
            periodicity.Any && Count > 0 ? PeriodicImages.Around(positions, lattice!, periodicity, cutoff) : null;
        ReadOnlySpan<Vector3D> place = points is null ? positions : CollectionsMarshal.AsSpan(points.Positions);
        int total = place.Length;
        _hasImages = total > Count;
        (_origin, _binsPerLength, (_nx, _ny, _nz)) = ChooseBins(place, edge);

        Span<int> bin = Fit(ref scratch.Bin, total);
        int bins = _nx * _ny * _nz;
        Fit(ref _binStart, bins + 1).Clear();
        for (int k = 0; k < total; k++)
        {
            bin[k] = BinOf(place[k]);
            _binStart[bin[k] + 1]++;
        }

        for (int b = 1; b <= bins; b++)
            _binStart[b] += _binStart[b - 1];

        int padded = total + NeighborBuffer.Slack;
        Fit(ref _x, padded);
        Fit(ref _y, padded);
        Fit(ref _z, padded);
        Fit(ref _atom, padded);
        Fit(ref _key, padded);
        Fit(ref _slotOfAtom, Count);
        Fit(ref _atomOfRank, Count);
        Span<int> next = Fit(ref scratch.Next, bins);
        _binStart.AsSpan(0, bins).CopyTo(next);
        Span<int> pointOfSlot = Fit(ref scratch.PointOfSlot, total);
        for (int k = 0; k < total; k++)
        {
            int slot = next[bin[k]]++;
            (_x[slot], _y[slot], _z[slot]) = (place[k].X, place[k].Y, place[k].Z);
            _atom[slot] = points?.AtomOf(k) ?? k;
            pointOfSlot[slot] = k;
            if (k < Count)
                _slotOfAtom[k] = slot;
        }

        Span<int> rankOfAtom = Fit(ref scratch.RankOfAtom, Count);
        int rank = 0;
        foreach (int point in pointOfSlot)
        {
            if (point < Count)
            {
                _atomOfRank[rank] = point;
                rankOfAtom[point] = rank++;
            }
        }

        for (int slot = 0; slot < total; slot++)
            _key[slot] = (2 * rankOfAtom[_atom[slot]]) + (points?.IsPositiveImage(pointOfSlot[slot]) == true ? 1 : 0);
    }

    /// <summary>Largest distance, Angstrom, exclusive.</summary>
    public double Cutoff { get; private set; }

    /// <summary>Number of atoms.</summary>
    public int Count { get; private set; }

    /// <summary>
    /// All atoms in an order in which neighbors in space follow each other: a sweep in this order stays in the caches.
    /// </summary>
    public ReadOnlySpan<int> SpatialOrder => _atomOfRank.AsSpan(0, Count);

    /// <summary>All neighbors of <paramref name="atom"/> closer than the cutoff, in a fixed order.</summary>
    public void Find(int atom, NeighborBuffer neighbors) => Collect(atom, Cutoff, neighbors, minKey: int.MinValue);

    /// <summary>All neighbors of <paramref name="atom"/> closer than a radius of at most the cutoff.</summary>
    internal void Find(int atom, double radius, NeighborBuffer neighbors)
    {
        Debug.Assert(radius <= Cutoff, "There are no images beyond the cutoff.");
        Collect(atom, radius, neighbors, minKey: int.MinValue);
    }

    /// <summary>
    /// Those neighbors of <paramref name="atom"/> that make each unordered pair appear exactly once when all atoms are
    /// asked: of the two views (i to j and j to i, or an atom and its images at +T and -T) one is reported.
    /// </summary>
    public void FindUnordered(int atom, NeighborBuffer neighbors) =>
        Collect(atom, Cutoff, neighbors, minKey: _key[_slotOfAtom[atom]] + 1);

    /// <summary>Where an atom stands, inside the cell along periodic directions. Angstrom.</summary>
    internal Vector3D PositionOf(int atom) =>
        _slotOfAtom[atom] is var slot ? new Vector3D(_x[slot], _y[slot], _z[slot]) : default;

    /// <summary>Number of the bin in which an atom stands.</summary>
    internal int BinOf(int atom) => BinOf(PositionOf(atom));

    /// <summary>Calls for all bins that a ball touches, row by row, with the points of a row.</summary>
    /// <param name="middle">Middle of the ball.</param>
    /// <param name="radius">Its radius, Angstrom.</param>
    /// <param name="points">Receives the points in it, relative to the middle, and their atoms.</param>
    internal void Gather(Vector3D middle, double radius, IPointTaker points)
    {
        Vector3D from = middle - _origin - new Vector3D(radius, radius, radius);
        Vector3D to = middle - _origin + new Vector3D(radius, radius, radius);
        int fromX = Bin(from.X, _binsPerLength.X, _nx), toX = Bin(to.X, _binsPerLength.X, _nx);
        int fromY = Bin(from.Y, _binsPerLength.Y, _ny), toY = Bin(to.Y, _binsPerLength.Y, _ny);
        int fromZ = Bin(from.Z, _binsPerLength.Z, _nz), toZ = Bin(to.Z, _binsPerLength.Z, _nz);
        points.Begin();
        for (int bx = fromX; bx <= toX; bx++)
        {
            for (int by = fromY; by <= toY; by++)
            {
                int row = ((bx * _ny) + by) * _nz;
                int start = _binStart[row + fromZ], end = _binStart[row + toZ + 1];
                if (start < end)
                    points.Take(_x, _y, _z, _atom, start, end);
            }
        }
    }

    private static (Vector3D Origin, Vector3D BinsPerLength, (int X, int Y, int Z) Bins) ChooseBins(
        ReadOnlySpan<Vector3D> points, double edge)
    {
        if (points.Length == 0)
            return (Vector3D.Zero, Vector3D.Zero, (1, 1, 1));
        (Vector3D low, Vector3D high) = BoundingBox(points);
        Vector3D extent = high - low;

        // No more bins than points: wide bins for dilute samples and small cutoffs.
        while (BinsAlong(extent.X, edge) * (double)BinsAlong(extent.Y, edge) * BinsAlong(extent.Z, edge)
            > points.Length + 8)
        {
            edge *= 1.26;
        }

        (int X, int Y, int Z) bins = (BinsAlong(extent.X, edge), BinsAlong(extent.Y, edge), BinsAlong(extent.Z, edge));
        var density = new Vector3D(
            PerLength(bins.X, extent.X), PerLength(bins.Y, extent.Y), PerLength(bins.Z, extent.Z));
        return (low, density, bins);

        // An axis shorter than five half-cutoffs would be scanned almost whole anyway.
        static int BinsAlong(double length, double edge) =>
            length < 5 * edge ? 1 : (int)Math.Min(length / edge, MaxBinsPerAxis);

        static double PerLength(int bins, double length) => length > 0 ? bins / length : 0;
    }

    // The first length elements of an array that grows when it is too short.
    private static Span<T> Fit<T>(ref T[] array, int length)
    {
        if (array.Length < length)
            array = new T[array.Length == 0 ? length : Math.Max(length, 2 * array.Length)];
        return array.AsSpan(0, length);
    }

    private static (Vector3D Low, Vector3D High) BoundingBox(ReadOnlySpan<Vector3D> points)
    {
        Vector3D low = points[0], high = points[0];
        foreach (Vector3D p in points)
        {
            low = new Vector3D(Math.Min(low.X, p.X), Math.Min(low.Y, p.Y), Math.Min(low.Z, p.Z));
            high = new Vector3D(Math.Max(high.X, p.X), Math.Max(high.Y, p.Y), Math.Max(high.Z, p.Z));
        }

        return (low, high);
    }

    private static int Bin(double offset, double binsPerLength, int bins) =>
        Math.Clamp((int)(offset * binsPerLength), 0, bins - 1);

    private int BinOf(Vector3D p) =>
        (((Bin(p.X - _origin.X, _binsPerLength.X, _nx) * _ny) + Bin(p.Y - _origin.Y, _binsPerLength.Y, _ny)) * _nz)
        + Bin(p.Z - _origin.Z, _binsPerLength.Z, _nz);

    private void Collect(int atom, double radius, NeighborBuffer neighbors, int minKey)
    {
        neighbors.Count = 0;
        int self = _slotOfAtom[atom];
        double x = _x[self], y = _y[self], z = _z[self];

        // A hair wider than the cutoff, so that rounding cannot hide a point in the next bin.
        double reach = radius * (1 + 1e-12), square = radius * radius;
        int fromX = Bin(x - reach - _origin.X, _binsPerLength.X, _nx),
            toX = Bin(x + reach - _origin.X, _binsPerLength.X, _nx);
        int fromY = Bin(y - reach - _origin.Y, _binsPerLength.Y, _ny),
            toY = Bin(y + reach - _origin.Y, _binsPerLength.Y, _ny);
        int fromZ = Bin(z - reach - _origin.Z, _binsPerLength.Z, _nz),
            toZ = Bin(z + reach - _origin.Z, _binsPerLength.Z, _nz);
        bool halfWithoutImages = minKey >= 0 && !_hasImages;
        for (int bx = fromX; bx <= toX; bx++)
        {
            for (int by = fromY; by <= toY; by++)
            {
                int row = ((bx * _ny) + by) * _nz;
                int start = _binStart[row + fromZ], end = _binStart[row + toZ + 1];

                // Without images the sorted order is the rank order, and the smaller ranks need no look.
                if (halfWithoutImages)
                    start = Math.Max(start, self + 1);
                if (start >= end)
                    continue;
                neighbors.Reserve(end - start);
                if (start <= self && self < end)
                {
                    Scan(start, self, x, y, z, square, minKey, neighbors);
                    Scan(self + 1, end, x, y, z, square, minKey, neighbors);
                }
                else
                {
                    Scan(start, end, x, y, z, square, minKey, neighbors);
                }
            }
        }
    }

    private void Scan(
        int start, int end, double x, double y, double z, double limit, int minKey, NeighborBuffer neighbors)
    {
        Debug.Assert(
            neighbors.AtomStore.Length >= neighbors.Count + (end - start) + NeighborBuffer.Slack, "Reserve first.");
        if (Avx512F.VL.IsSupported)
            ScanEightAtATime(start, end, x, y, z, limit, minKey, neighbors);
        else
            ScanOneByOne(start, end, x, y, z, limit, minKey, neighbors);
    }

    private void ScanOneByOne(
        int start, int end, double x, double y, double z, double limit, int minKey, NeighborBuffer neighbors)
    {
        int count = neighbors.Count;
        for (int k = start; k < end; k++)
        {
            double dx = _x[k] - x, dy = _y[k] - y, dz = _z[k] - z;
            double square = (dx * dx) + (dy * dy) + (dz * dz);

            // Written always and counted only when near: no branch to mispredict.
            neighbors.AtomStore[count] = _atom[k];
            neighbors.XStore[count] = dx;
            neighbors.YStore[count] = dy;
            neighbors.ZStore[count] = dz;
            neighbors.SquareStore[count] = square;
            count += (square < limit) & (_key[k] >= minKey) ? 1 : 0;
        }

        neighbors.Count = count;
    }

    private void ScanEightAtATime(
        int start, int end, double x, double y, double z, double squaredRadius, int minKey, NeighborBuffer neighbors)
    {
        ref double px = ref MemoryMarshal.GetArrayDataReference(_x);
        ref double py = ref MemoryMarshal.GetArrayDataReference(_y);
        ref double pz = ref MemoryMarshal.GetArrayDataReference(_z);
        ref int atoms = ref MemoryMarshal.GetArrayDataReference(_atom);
        ref int keys = ref MemoryMarshal.GetArrayDataReference(_key);
        ref double toX = ref MemoryMarshal.GetArrayDataReference(neighbors.XStore);
        ref double toY = ref MemoryMarshal.GetArrayDataReference(neighbors.YStore);
        ref double toZ = ref MemoryMarshal.GetArrayDataReference(neighbors.ZStore);
        ref double toSquare = ref MemoryMarshal.GetArrayDataReference(neighbors.SquareStore);
        ref int toAtom = ref MemoryMarshal.GetArrayDataReference(neighbors.AtomStore);
        Vector512<double> cx = Vector512.Create(x), cy = Vector512.Create(y), cz = Vector512.Create(z);
        Vector512<double> limit = Vector512.Create(squaredRadius);
        Vector512<double> lanes = Vector512.Create(0.0, 1, 2, 3, 4, 5, 6, 7);
        Vector512<long> least = Vector512.Create((long)minKey);
        nuint count = (nuint)neighbors.Count;
        for (nuint k = (nuint)start; k < (nuint)end; k += 8)
        {
            Vector512<double> dx = Vector512.LoadUnsafe(ref px, k) - cx;
            Vector512<double> dy = Vector512.LoadUnsafe(ref py, k) - cy;
            Vector512<double> dz = Vector512.LoadUnsafe(ref pz, k) - cz;
            Vector512<double> square = (dx * dx) + (dy * dy) + (dz * dz);
            Vector512<long> key = Avx512F.ConvertToVector512Int64(Vector256.LoadUnsafe(ref keys, k));
            Vector512<double> hit = Vector512.LessThan(square, limit)
                & Vector512.GreaterThanOrEqual(key, least).AsDouble()
                & Vector512.LessThan(lanes, Vector512.Create((double)(end - (int)k)));
            ulong bits = hit.ExtractMostSignificantBits();
            if (bits == 0)
                continue;
            Vector256<int> narrowHit = Avx512F.ConvertToVector256Int32(hit.AsInt64());
            Avx512F.Compress(Vector512<double>.Zero, hit, dx).StoreUnsafe(ref toX, count);
            Avx512F.Compress(Vector512<double>.Zero, hit, dy).StoreUnsafe(ref toY, count);
            Avx512F.Compress(Vector512<double>.Zero, hit, dz).StoreUnsafe(ref toZ, count);
            Avx512F.Compress(Vector512<double>.Zero, hit, square).StoreUnsafe(ref toSquare, count);
            Avx512F.VL.Compress(Vector256<int>.Zero, narrowHit, Vector256.LoadUnsafe(ref atoms, k))
                .StoreUnsafe(ref toAtom, count);
            count += (nuint)BitOperations.PopCount(bits);
        }

        neighbors.Count = (int)count;
    }
}
