namespace Arise.Dynamics;

/// <summary>A potential together with the crystal it freezes into. Mass and Boltzmann's constant are 1.</summary>
internal sealed record Substance
{
    /// <summary>What a person calls it.</summary>
    public required string Name { get; init; }

    /// <summary>The crystal below the melting point; where there is none, the one that a run starts from.</summary>
    public required CrystalKind Crystal { get; init; }

    /// <summary>Makes the potential.</summary>
    public required Func<Potential> Create { get; init; }

    /// <summary>Nearest distance of the crystal at rest and under the pressure.</summary>
    public required double Spacing { get; init; }

    /// <summary>
    /// Melting temperature under the pressure, in units of the potential; of what does not crystallize, the temperature
    /// below which it becomes slow.
    /// </summary>
    public required double Melting { get; init; }

    /// <summary>Time step: 0.12 over the frequency of a single atom in the crystal at rest.</summary>
    public required double TimeStep { get; init; }

    /// <summary>Pressure under which everything happens; 0 where the potential holds the crystal together.</summary>
    public double Pressure { get; init; }

    /// <summary>Share of each kind of atoms.</summary>
    public IReadOnlyList<double> Shares { get; init; } = [1];

    /// <summary>Kept away from training, so that a study has matter that no network has seen.</summary>
    public bool IsHeldOut { get; init; }

    /// <summary>Settings of a run under the pressure: the cell follows within some hundred steps.</summary>
    public SimulationSettings Settings(CellMotion motion) => new()
    {
        TimeStep = TimeStep,
        Motion = motion,
        Pressure = Pressure,
        Compliance = 1e-4 / Melting,
    };
}
