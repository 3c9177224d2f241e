using System.Collections.Immutable;
using Arise.Prototypes;

namespace Arise.Cli;

/// <summary>A structural class without its atoms, as JSON has it.</summary>
internal record PrototypeDescription(
    int ClassIndex,
    string Label,
    string CommonName,
    ImmutableArray<string> Aliases,
    string MaterialType,
    string Formula,
    int Atoms,
    string Periodicity,
    int? SpaceGroupNumber,
    string? SpaceGroupSymbol,
    int? IdealizedSpaceGroupNumber,
    string? IdealizedSpaceGroupSymbol,
    string? PearsonSymbol,
    string? Strukturbericht,
    string? AflowLabel,
    string? Group,
    string? MergedInto,
    string? Remark,
    string Source)
{
    /// <summary>Describes a class.</summary>
    internal PrototypeDescription(Prototype prototype)
        : this(
            prototype.ClassIndex,
            prototype.Label,
            prototype.CommonName,
            prototype.Aliases,
            MaterialTypeName.Of(prototype.MaterialType),
            prototype.Structure.Formula(),
            prototype.Structure.Count,
            prototype.Structure.Periodicity.ToString(),
            prototype.SpaceGroupNumber,
            prototype.SpaceGroupSymbol,
            prototype.IdealizedSpaceGroupNumber,
            prototype.IdealizedSpaceGroupSymbol,
            prototype.PearsonSymbol,
            prototype.Strukturbericht,
            prototype.AflowLabel,
            prototype.Group,
            prototype.MergedInto,
            prototype.Remark,
            prototype.Source)
    {
    }
}
