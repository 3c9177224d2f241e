namespace Arise.Dynamics;

/// <summary>What gives atoms their energy and forces.</summary>
internal abstract class Potential
{
    /// <summary>Distance beyond which two atoms do not feel each other.</summary>
    public abstract double Cutoff { get; }

    /// <summary>Whether the list must name every pair from both sides (three-body forces).</summary>
    public virtual bool NeedsAllNeighbors => false;

    /// <summary>
    /// Potential energy; writes the forces -dE/dx into <see cref="Particles.Forces"/> and the diagonal of the virial,
    /// sum over pairs of r_a F_a, into <see cref="Particles.Virial"/>.
    /// </summary>
    public abstract double Evaluate(Particles particles, PairList pairs);
}
