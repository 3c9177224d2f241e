using Arise.Numerics;

namespace Arise.Structures.Symmetry;

/// <summary>
/// Fills the unit cell from the sites of an asymmetric unit: each site once for every distinct image.
/// </summary>
/// <remarks>
/// <para>
/// A site whose images lie within <see cref="Tolerance"/> of it is on a special position, written with few digits
/// (0.333 for 1/3) or with rounding errors. It is put exactly there: the mean of those images, each moved by lattice
/// vectors to the site, is invariant under the site-symmetry group (R. W. Grosse-Kunstleve and P. D. Adams, Acta
/// Cryst. A58, 60 (2002), doi:10.1107/S0108767301016658). Its orbit then has order(group) / order(site symmetry)
/// members.
/// </para>
/// <para>
/// A site that falls on an image of another site of the same element belongs to its orbit (files that list the whole
/// cell and symmetry besides). One that falls on a listed site, or on another element, shares its place: disorder or a
/// mistake.
/// </para>
/// </remarks>
/// <param name="lattice">The cell.</param>
/// <param name="operations">The operations of the space group.</param>
/// <param name="capacity">Number of atoms that are expected.</param>
internal sealed class UnitCellFiller(
    Lattice lattice, IReadOnlyList<SymmetryOperation> operations, int capacity = 0)
{
    /// <summary>
    /// Images of a site closer than this (Angstrom) are one atom. Two digits (0.33) misplace a site of a 15 Angstrom
    /// cell by 0.05; no two atoms come closer than 0.7.
    /// </summary>
    public const double Tolerance = 0.1;

    private readonly PeriodicPointIndex _index = new(lattice, Tolerance, capacity);
    private readonly List<ChemicalElement> _species = new(capacity);
    private readonly List<int> _sites = new(capacity);
    private readonly List<bool> _listed = new(capacity);

    /// <summary>Fractional coordinates of the atoms; images lie in [0, 1), a listed site stays where it was.</summary>
    public IReadOnlyList<Vector3D> Positions => _index.Points;

    /// <summary>Element of each atom.</summary>
    public IReadOnlyList<ChemicalElement> Species => _species;

    /// <summary>For each atom the site it comes from, as given to <see cref="TryAdd"/>.</summary>
    public IReadOnlyList<int> Sites => _sites;

    /// <summary>
    /// Adds the orbit of a site; false when its place belongs to another site, <paramref name="occupant"/>.
    /// </summary>
    /// <param name="site">The caller's number of the site.</param>
    /// <param name="element">Its element.</param>
    /// <param name="fractional">Its fractional coordinates.</param>
    /// <param name="occupant">The site that already holds the place, or -1.</param>
    public bool TryAdd(int site, ChemicalElement element, Vector3D fractional, out int occupant)
    {
        occupant = -1;
        Vector3D special = OnSpecialPosition(fractional);
        int first = _index.Points.Count;
        foreach (SymmetryOperation operation in operations)
        {
            bool listed = operation.Reduced() == SymmetryOperation.Identity;
            Vector3D image = listed ? special : IntoCell(operation.Apply(special));
            int there = _index.Find(image);
            if (there < 0)
            {
                _index.Add(image);
                _species.Add(element);
                _sites.Add(site);
                _listed.Add(listed);
            }
            else if (there < first && (_species[there] != element || (listed && _listed[there])))
            {
                occupant = _sites[there];
                return false;
            }
        }

        return true;
    }

    private Vector3D OnSpecialPosition(Vector3D site)
    {
        // The mean moves the site, and the set of operations that leave it in place may grow by that: a few rounds.
        for (int round = 0, before = 0; round < 4; round++)
        {
            Vector3D sum = Vector3D.Zero;
            int count = 0;
            foreach (SymmetryOperation operation in operations)
            {
                Vector3D image = operation.Apply(site);
                if (PeriodicPointIndex.NearestImage(lattice, site, image).Length > Tolerance)
                    continue;
                Vector3D difference = image - site;
                sum += new Vector3D(
                    difference.X - Math.Round(difference.X),
                    difference.Y - Math.Round(difference.Y),
                    difference.Z - Math.Round(difference.Z));
                count++;
            }

            if (count <= 1 || count == before)
                break;
            site += sum / count;
            before = count;
        }

        return site;
    }

    // A coordinate a rounding error below 1 belongs at 0.
    private static Vector3D IntoCell(Vector3D point) =>
        new(IntoCell(point.X), IntoCell(point.Y), IntoCell(point.Z));

    private static double IntoCell(double coordinate) => coordinate - Math.Floor(coordinate + 1e-9);
}
