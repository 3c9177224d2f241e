using Arise.Numerics;
using Arise.Structures;

namespace Arise.Explanation;

/// <summary>
/// The atoms of a sample, found by their place: periodic ones repeated until the cell is wide enough for a crystal to
/// grow in it.
/// </summary>
internal sealed class SampleAtoms : IPointTaker
{
    // Widths of the repeated cell in units of the bond length: twice what a neighbor table reaches.
    private const double LeastWidth = 5;
    private const double BinEdge = 0.6;

    private readonly NeighborSearch _search;
    private Vector3D _middle;
    private double _square;
    private int _atom;
    private Vector3D _place;

    /// <summary>Prepares a sample.</summary>
    /// <param name="sample">The atoms.</param>
    /// <param name="reach">How far neighbors will be asked for, in units of the bond length.</param>
    public SampleAtoms(AtomicStructure sample, double reach)
    {
        Sample = sample;
        Distance = ShellDistance.Of(sample);
        Atoms = sample;
        if (sample.Periodicity.Any && Distance > 0)
        {
            Lattice lattice = sample.Lattice!;
            int Copies(int axis, Vector3D reciprocal) => sample.Periodicity[axis]
                ? Math.Max(1, (int)Math.Ceiling((LeastWidth * Distance * reciprocal.Length) - 1e-9))
                : 1;
            Copied = (Copies(0, lattice.ReciprocalA), Copies(1, lattice.ReciprocalB), Copies(2, lattice.ReciprocalC));
            Atoms = sample.Repeat(Copied.A, Copied.B, Copied.C);
        }

        Reach = reach * Distance;
        _search = NeighborSearch.WithBins(Atoms, Math.Max(Reach, 1e-6), BinEdge * Math.Max(Distance, 1e-6));
    }

    /// <summary>The sample.</summary>
    public AtomicStructure Sample { get; }

    /// <summary>Its atoms, and copies of them where the cell is narrow.</summary>
    public AtomicStructure Atoms { get; }

    /// <summary>Copies of the cell along each axis.</summary>
    public (int A, int B, int C) Copied { get; } = (1, 1, 1);

    /// <summary>Number of copies in all.</summary>
    public int Copies => Copied.A * Copied.B * Copied.C;

    /// <summary>Mean length of the bonds, Angstrom; 0 when there is none.</summary>
    public double Distance { get; }

    /// <summary>How far neighbors can be asked for, Angstrom.</summary>
    public double Reach { get; }

    /// <summary>The neighbors of an atom.</summary>
    public void Find(int atom, NeighborBuffer neighbors) => _search.Find(atom, neighbors);

    /// <summary>The neighbors of an atom within a distance of at most <see cref="Reach"/>.</summary>
    public void Find(int atom, double reach, NeighborBuffer neighbors) => _search.Find(atom, reach, neighbors);

    /// <summary>The atom nearest to a place, and where it or its image is; -1 for none within a radius.</summary>
    public (int Atom, Vector3D Place) Nearest(Vector3D place, double radius)
    {
        Vector3D shift = Shift(place);
        (_middle, _square, _atom) = (place - shift, radius * radius, -1);
        _search.Gather(_middle, radius, this);
        return (_atom, _place + shift);
    }

    /// <summary>Where an atom stands, inside the cell along periodic directions.</summary>
    public Vector3D PlaceOf(int atom) => _search.PositionOf(atom);

    void IPointTaker.Begin()
    {
    }

    void IPointTaker.Take(double[] x, double[] y, double[] z, int[] atoms, int start, int end)
    {
        for (int k = start; k < end; k++)
        {
            double dx = x[k] - _middle.X, dy = y[k] - _middle.Y, dz = z[k] - _middle.Z;
            double square = (dx * dx) + (dy * dy) + (dz * dz);
            if (square < _square)
                (_square, _atom, _place) = (square, atoms[k], new Vector3D(x[k], y[k], z[k]));
        }
    }

    // The lattice vector by which a place is outside the cell.
    private Vector3D Shift(Vector3D place)
    {
        if (!Atoms.Periodicity.Any)
            return Vector3D.Zero;
        Lattice lattice = Atoms.Lattice!;
        Vector3D f = lattice.ToFractional(place);
        return lattice.ToCartesian(new Vector3D(
            Atoms.Periodicity.A ? Math.Floor(f.X) : 0,
            Atoms.Periodicity.B ? Math.Floor(f.Y) : 0,
            Atoms.Periodicity.C ? Math.Floor(f.Z) : 0));
    }
}
