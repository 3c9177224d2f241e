using Arise.Prototypes;
using Arise.Structures;

namespace Arise.Benchmarking;

/// <summary>A sample of which every atom has the same true label.</summary>
/// <param name="Name">What tables call it.</param>
/// <param name="Structure">The atoms.</param>
/// <param name="Truth">The class of all atoms; null where no class is right, as in a liquid.</param>
/// <param name="Temperature">Its temperature in any unit; null where it is not known.</param>
public sealed record ThermalSample(
    string Name, AtomicStructure Structure, Prototype? Truth, double? Temperature = null);
