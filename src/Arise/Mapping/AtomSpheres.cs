using Arise.Numerics;
using Arise.Structures;

namespace Arise.Mapping;

/// <summary>
/// A sphere around every atom: place k is centered at atom k. With three different edges it is an ellipsoid.
/// </summary>
internal sealed record AtomSpheres : MapPlaces
{
    private readonly Vector3D[] _centers;
    private readonly Vector3D _period;

    /// <summary>The spheres around the atoms of a structure.</summary>
    /// <param name="structure">At least one atom.</param>
    /// <param name="settings">
    /// The diameters, as edges; spheres reach across a boundary if they say so and the structure is periodic there
    /// (<see cref="BoxGrid.CanWrap"/>).
    /// </param>
    /// <exception cref="ArgumentException">No atoms, or settings out of range.</exception>
    public AtomSpheres(AtomicStructure structure, MapSettings settings)
    {
        settings.Validate();
        if (structure.Count == 0)
            throw new ArgumentException("A map needs atoms.", nameof(structure));
        Edge = settings.Edge;
        _period = new Vector3D(Period(0), Period(1), Period(2));
        _centers = [.. structure.Positions.ToArray().Select(Home)];

        double Period(int axis) =>
            settings.Wrap && BoxGrid.CanWrap(structure, axis) ? Math.Abs(structure.Lattice![axis][axis]) : 0;
    }

    /// <inheritdoc/>
    public override int Count => _centers.Length;

    /// <inheritdoc/>
    public override Vector3D Edge { get; }

    /// <summary>The place of an atom, inside the period where the spheres wrap. Angstrom.</summary>
    public override Vector3D Center(int place) => _centers[place];

    /// <summary>"512 atoms".</summary>
    public override string ToString() => $"{Count} atoms";

    /// <summary>The same place inside the period where the spheres wrap, Angstrom.</summary>
    internal Vector3D Home(Vector3D p)
    {
        return new Vector3D(Along(0), Along(1), Along(2));

        double Along(int axis) =>
            _period[axis] > 0 ? p[axis] - (Math.Floor(p[axis] / _period[axis]) * _period[axis]) : p[axis];
    }

    internal override Vector3D Corner(int place) => _centers[place] - (0.5 * Edge);

    internal override (double Low, double High, double Period) Reach(int axis) => _period[axis] > 0
        ? (-Edge[axis] / 2, _period[axis] + (Edge[axis] / 2), _period[axis])
        : (_centers.Min(p => p[axis]) - (Edge[axis] / 2), _centers.Max(p => p[axis]) + (Edge[axis] / 2), 0);
}
