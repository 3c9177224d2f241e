using System.Runtime.Intrinsics;
using Arise.Numerics;
using Arise.Structures;

namespace Arise.Dynamics;

/// <summary>
/// The pairs of atoms closer than a cutoff and a skin (L. Verlet, Phys. Rev. 159, 98 (1967)): made anew when atoms have
/// moved by half the skin, so that no pair within the cutoff is missing.
/// </summary>
internal sealed class PairList(double cutoff, bool all)
{
    /// <summary>Pairs of an atom come in blocks of this size, filled up with pairs that are far apart.</summary>
    public const int Block = 4;

    // Translation of the pairs that fill up a block.
    private const double Far = 1e6;

    // Images up to two cells away: 5 x 5 x 5 translations.
    private const int Reach = 2, Side = 5, Codes = Side * Side * Side;

    // Measured on 500 atoms of a Lennard-Jones liquid: 0.4 to 0.6 of the nearest distance are equally fast.
    private const double Skin = 0.45;

    private readonly NeighborSearch _search = new();
    private readonly NeighborBuffer _neighbors = new();
    private readonly double[] _shifts = new double[Particles.Stride * (Codes + 1)];
    private double[] _placesThen = [];
    private Vector3D _cellThen;

    /// <summary>Pairs of atom i are numbers Starts[i] to Starts[i + 1] - 1, whole blocks.</summary>
    public int[] Starts { get; private set; } = [];

    /// <summary>Second atom of each pair.</summary>
    public int[] Partners { get; private set; } = [];

    /// <summary>Translation of the second atom, as the number of a vector in <see cref="Shifts"/>.</summary>
    public byte[] Images { get; private set; } = [];

    /// <summary>The translations, <see cref="Particles.Stride"/> numbers each.</summary>
    public ReadOnlySpan<double> Shifts => _shifts;

    /// <summary>How often the list was made.</summary>
    public int Builds { get; private set; }

    /// <summary>
    /// Makes the list anew if it might lack a pair; takes the translations from the cell in any case.
    /// </summary>
    public void Update(Particles particles)
    {
        if (IsStale(particles))
            Build(particles);
        Vector3D cell = particles.Cell;
        for (int code = 0; code < Codes; code++)
        {
            int at = Particles.Stride * code;
            _shifts[at] = ((code / (Side * Side)) - Reach) * cell.X;
            _shifts[at + 1] = ((code / Side % Side) - Reach) * cell.Y;
            _shifts[at + 2] = ((code % Side) - Reach) * cell.Z;
        }

        _shifts[Particles.Stride * Codes] = Far;
    }

    // A change of the cell moves far atoms most: what counts is how much one distance may have shrunk.
    private bool IsStale(Particles particles)
    {
        if (_placesThen.Length != particles.Places.Length)
            return true;
        Vector3D now = particles.Cell;
        var ratio = new Vector3D(now.X / _cellThen.X, now.Y / _cellThen.Y, now.Z / _cellThen.Z);
        double shrunk = Math.Max(0, 1 - Math.Min(ratio.X, Math.Min(ratio.Y, ratio.Z))) * (cutoff + Skin);
        double most = (Skin - shrunk) / 2;
        if (most <= 0)
            return true;
        var scale = Vector256.Create(ratio.X, ratio.Y, ratio.Z, 0);
        double square = most * most;
        ReadOnlySpan<double> places = particles.Places;
        for (int i = 0; i < places.Length; i += Particles.Stride)
        {
            Vector256<double> d = Vector256.Create(places[i..]) - (scale * Vector256.Create(_placesThen.AsSpan(i)));
            d *= d;
            if (d[0] + d[1] + d[2] > square)
                return true;
        }

        return false;
    }

    private void Build(Particles particles)
    {
        particles.Wrap();
        int count = particles.Count;
        _search.Prepare(particles.ToStructure(new ChemicalElement[256]), cutoff + Skin);
        if (Starts.Length != count + 1)
            Starts = new int[count + 1];
        int pairs = 0;
        Vector3D cell = particles.Cell;
        for (int i = 0; i < count; i++)
        {
            Starts[i] = pairs;
            if (all)
                _search.Find(i, _neighbors);
            else
                _search.FindUnordered(i, _neighbors);
            int needed = pairs + _neighbors.Count + Block;
            if (Partners.Length < needed)
            {
                int size = Math.Max(needed, 2 * Partners.Length);
                (int[] partners, byte[] images) = (Partners, Images);
                Array.Resize(ref partners, size);
                Array.Resize(ref images, size);
                (Partners, Images) = (partners, images);
            }

            Vector3D own = particles[i];
            for (int k = 0; k < _neighbors.Count; k++, pairs++)
            {
                int j = _neighbors.Atoms[k];
                Vector3D shift = new Vector3D(_neighbors.X[k], _neighbors.Y[k], _neighbors.Z[k]) + own - particles[j];
                Partners[pairs] = j;
                Images[pairs] = (byte)((((Code(shift.X, cell.X) * Side) + Code(shift.Y, cell.Y)) * Side)
                    + Code(shift.Z, cell.Z));
            }

            for (; pairs % Block != 0; pairs++)
                (Partners[pairs], Images[pairs]) = (i, Codes);
        }

        Starts[count] = pairs;
        _placesThen = (double[])particles.Places.Clone();
        _cellThen = cell;
        Builds++;

        static int Code(double shift, double edge)
        {
            int code = (int)Math.Round(shift / edge) + Reach;
            return code is >= 0 and < Side
                ? code
                : throw new ArgumentException("The cell is too thin: an edge is shorter than half the cutoff.");
        }
    }
}
