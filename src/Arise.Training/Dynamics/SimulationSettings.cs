namespace Arise.Dynamics;

/// <summary>How a <see cref="Simulation"/> moves its atoms; mass and Boltzmann's constant are 1.</summary>
internal sealed record SimulationSettings
{
    /// <summary>Time step.</summary>
    public required double TimeStep { get; init; }

    /// <summary>Share of the velocity that friction takes per step; 0 for constant energy.</summary>
    public double Friction { get; init; } = 0.01;

    /// <summary>Along which axes the cell follows the pressure, and whether together.</summary>
    public CellMotion Motion { get; init; } = CellMotion.None;

    /// <summary>Pressure aimed at.</summary>
    public double Pressure { get; init; }

    /// <summary>
    /// Relative change of an edge per step and unit of excess pressure (H. J. C. Berendsen et al., J. Chem. Phys. 81,
    /// 3684 (1984)); no step changes an edge by more than 0.1 %.
    /// </summary>
    public double Compliance { get; init; } = 1e-4;
}
