using Arise.Numerics;

namespace Arise.Baselines.TemplateMatching;

/// <summary>
/// The neighbors of one atom as points, in the order of their solid angles and in units of the distance of the first of
/// them, and the second shell of diamonds and sheets: of each inner neighbor the first neighbors that no other one has
/// claimed. Owned by a worker.
/// </summary>
/// <remarks>
/// The inner neighbors claim in turn, rank by rank, the first inner one first; the atom itself and the inner ones are
/// taken. An atom is told from its images, so that cells may be small.
/// </remarks>
internal sealed unsafe class NeighborhoodReader
{
    private const int Rows = 4;

    private readonly ShellTable _table;
    private readonly AlignedBuffer<double> _shell = new(Rows * SolidAngles.MostNeighbors);
    private readonly AlignedBuffer<double> _points = new(Rows * PlanarGraph.MostVertices);
    private readonly int[] _shellAtoms = new int[SolidAngles.MostNeighbors];
    private readonly int[] _atoms = new int[PlanarGraph.MostVertices];
    private readonly (int A, int B, int C)[] _shifts = new (int, int, int)[PlanarGraph.MostVertices];
    private int _atom;
    private double _perLength;

    /// <summary>A reader.</summary>
    /// <param name="table">The neighbors of all atoms.</param>
    public NeighborhoodReader(ShellTable table) => _table = table;

    /// <summary>Number of neighbors.</summary>
    public int ShellCount { get; private set; }

    /// <summary>x, y, z, 0 of the neighbors.</summary>
    public double* Shell => _shell.Pointer;

    /// <summary>Their atoms.</summary>
    public ReadOnlySpan<int> ShellAtoms => _shellAtoms;

    /// <summary>x, y, z, 0 of the inner neighbors and, for each of them in turn, of the outer ones.</summary>
    public double* Points => _points.Pointer;

    /// <summary>Their atoms.</summary>
    public ReadOnlySpan<int> Atoms => _atoms;

    /// <summary>The unit of the points, Angstrom.</summary>
    public double Length { get; private set; }

    /// <summary>Reads the neighbors of an atom.</summary>
    public void Read(int atom)
    {
        _atom = atom;
        ShellCount = _table.CountOf(atom);
        for (int k = 0; k < ShellCount; k++)
        {
            Vector3D v = _table.VectorOf(atom, k);
            if (k == 0)
                (Length, _perLength) = (v.Length, 1 / v.Length);
            Place(_shell.Pointer, k, v);
            _shellAtoms[k] = _table.AtomOf(atom, k);
        }
    }

    /// <summary>Reads two shells into <see cref="Points"/>; false when there are too few neighbors.</summary>
    /// <param name="inner">Inner neighbors.</param>
    /// <param name="per">Outer neighbors for each of them.</param>
    public bool ReadOuter(int inner, int per)
    {
        if (ShellCount < inner)
            return false;
        for (int k = 0; k < inner; k++)
        {
            _atoms[k] = _shellAtoms[k];
            _shifts[k] = _table.ShiftOf(_atom, k);
            Place(_points.Pointer, k, _table.VectorOf(_atom, k));
        }

        // Positions of the claimed atoms: the inner ones, then those in the groups of the inner ones.
        Span<int> claimed = stackalloc int[inner];
        claimed.Clear();
        int missing = inner * per;
        for (int rank = 0; rank < SolidAngles.MostNeighbors && missing > 0; rank++)
        {
            for (int k = 0; k < inner; k++)
            {
                if (claimed[k] == per || rank >= _table.CountOf(_atoms[k]))
                    continue;
                int other = _table.AtomOf(_atoms[k], rank);
                (int a, int b, int c) = _table.ShiftOf(_atoms[k], rank);
                (int A, int B, int C) shift = (a + _shifts[k].A, b + _shifts[k].B, c + _shifts[k].C);
                if (IsTaken(other, shift, inner, per, claimed))
                    continue;
                int slot = inner + (per * k) + claimed[k]++;
                (_atoms[slot], _shifts[slot]) = (other, shift);
                Place(_points.Pointer, slot, _table.VectorTo(_atom, other, shift));
                missing--;
            }
        }

        return missing == 0;
    }

    private bool IsTaken(int atom, (int A, int B, int C) shift, int inner, int per, ReadOnlySpan<int> claimed)
    {
        if (atom == _atom && shift == default)
            return true;
        for (int k = 0; k < inner; k++)
        {
            if (_atoms[k] == atom && _shifts[k] == shift)
                return true;
            int first = inner + (per * k);
            for (int slot = first; slot < first + claimed[k]; slot++)
            {
                if (_atoms[slot] == atom && _shifts[slot] == shift)
                    return true;
            }
        }

        return false;
    }

    private void Place(double* points, int k, Vector3D v)
    {
        double* p = points + (Rows * k);
        (p[0], p[1], p[2], p[3]) = (_perLength * v.X, _perLength * v.Y, _perLength * v.Z, 0);
    }
}
